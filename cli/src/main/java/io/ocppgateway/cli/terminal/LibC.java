package io.ocppgateway.cli.terminal;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalInt;

/// The calls to the C library that a terminal needs, on Linux and macOS.
///
/// @see "tty_ioctl(4), signal(2)"
final class LibC {

  private static final int SIGINT = 2;

  /// `TIOCGWINSZ`, which gives a terminal's size.
  private static final long SIZE_REQUEST_LINUX = 0x5413;

  private static final long SIZE_REQUEST_MACOS = 0x40087468;

  /// `struct winsize`: rows, columns and the same in pixels, 16 bits each.
  private static final int SIZE_BYTES = 8;

  private static final int COLUMNS_OFFSET = 2;

  private LibC() {}

  /// The width of the terminal behind a file descriptor, empty if it is none.
  static OptionalInt columns(int fileDescriptor) {
    MethodHandle ioctl =
        function(
            "ioctl",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    long request =
        System.getProperty("os.name").startsWith("Mac") ? SIZE_REQUEST_MACOS : SIZE_REQUEST_LINUX;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(SIZE_BYTES);
      int result = (int) ioctl.invokeExact(fileDescriptor, request, size);
      return result == 0
          ? OptionalInt.of(Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, COLUMNS_OFFSET)))
          : OptionalInt.empty();
    } catch (Throwable e) {
      throw callFailed(e);
    }
  }

  /// From now on Ctrl-C ends the process at once, as if nobody listened.
  static void interruptEndsProcess() {
    MethodHandle signal =
        function(
            "signal",
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    MemorySegment defaultAction = MemorySegment.NULL;
    try {
      MemorySegment _ = (MemorySegment) signal.invokeExact(SIGINT, defaultAction);
    } catch (Throwable e) {
      throw callFailed(e);
    }
  }

  // Restricted, because a wrong signature can crash the process: these two are the C library's own.
  @SuppressWarnings("restricted")
  private static MethodHandle function(
      String name, FunctionDescriptor signature, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, options);
  }

  /// A method handle may throw anything; these throw nothing but what the JVM itself would.
  private static IllegalStateException callFailed(Throwable cause) {
    return new IllegalStateException("a call to the C library failed", cause);
  }
}
