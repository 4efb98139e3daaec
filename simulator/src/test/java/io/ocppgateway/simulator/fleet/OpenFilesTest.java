package io.ocppgateway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void messageTellsWhatIsNeededWhatIsAllowedAndWhatToDo() {
    OpenFiles files = new OpenFiles(1024, 30);

    assertThatThrownBy(() -> files.requireRoomFor(5000))
        .isInstanceOf(TooFewFilesException.class)
        .hasMessage(
            "5000 charge points need 5130 open files, this process may open 1024; raise the limit"
                + " (ulimit -n 5130), or take at most 894 charge points in one process");
  }

  @Test
  void asManyAsTheMessageAllowsAreAllowed() {
    OpenFiles files = new OpenFiles(1024, 30);

    assertThatCode(() -> files.requireRoomFor(894)).doesNotThrowAnyException();
    assertThatThrownBy(() -> files.requireRoomFor(895)).isInstanceOf(TooFewFilesException.class);
  }

  @Test
  void thisProcessHasALimitAndOpenFiles() {
    OpenFiles files = OpenFiles.ofThisProcess();

    assertThat(files.open()).isPositive().isLessThan(files.limit());
  }
}
