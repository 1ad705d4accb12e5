package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {
  private final Room room = new Room();

  @Test
  void soManyCallsMayWaitAndNoMore() {
    for (int i = 0; i < 8_192; i++) {
      assertThat(room.enter(1)).isTrue();
    }
    assertThat(room.enter(1)).isFalse();
    room.leave(1);
    assertThat(room.enter(1)).isTrue();
  }

  @Test
  void soManyBytesMayWaitAndNoMore() {
    assertThat(room.enter(60L << 20)).isTrue();
    assertThat(room.enter(5L << 20)).isFalse();
    assertThat(room.enter(4L << 20)).isTrue();
    room.leave(60L << 20);
    assertThat(room.enter(5L << 20)).isTrue();
  }

  @Test
  void whatIsLargerThanTheRoomIsTakenAlone() {
    assertThat(room.enter(1L << 30)).isTrue();
    assertThat(room.enter(1)).isFalse();
  }
}
