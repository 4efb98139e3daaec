package io.ocppgateway.gateway;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A second SIGTERM or SIGINT while the first is being obeyed. The JVM takes no notice of it;
/// whoever sends it does not want to wait.
final class SecondSignal {

  private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);

  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private SecondSignal() {}

  /// From now on either signal ends the process at once, with its number as the exit code: the C
  /// library's `_exit` takes the JVM's place as its handler. The default, to be killed, would not
  /// do, as it does not concern process 1 of a container.
  // The jar's manifest allows native access; the two functions are called as the C library has
  // them.
  @SuppressWarnings("restricted")
  static void endsAtOnce() {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    MemorySegment exit = library.find("_exit").orElse(MemorySegment.NULL);
    MemorySegment signal = library.find("signal").orElse(MemorySegment.NULL);
    if (exit.equals(MemorySegment.NULL) || signal.equals(MemorySegment.NULL)) {
      return;
    }
    MethodHandle setHandler =
        linker.downcallHandle(
            signal,
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try {
      MemorySegment _ = (MemorySegment) setHandler.invokeExact(SIGTERM, exit);
      MemorySegment _ = (MemorySegment) setHandler.invokeExact(SIGINT, exit);
    } catch (Throwable e) {
      // What a method handle declares; this one has nothing to throw. The first signal is obeyed
      // all the same.
      LOG.atWarn().setCause(e).log("a second signal will not end the process");
    }
  }
}
