/*
 * The least that a gateway can cost: WebSocket to MQTT 5, one MQTT connection per charge point, one thread, epoll.
 *
 * It makes the system calls that any such program must make (wait, read, write) and does no more in between than to
 * take one framing off and put the other on. It checks nothing that its peers in the benchmark could not get wrong,
 * speaks no TLS, keeps no commands in order, reconnects never, pings nobody. What it leaves out is what the gateway's
 * surplus over it is spent on.
 *
 *   relay LISTEN_PORT BROKER_PORT        both on 127.0.0.1; ends with SIGTERM
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, MAX_MESSAGE = 128 * 1024, OUT_BYTES = 1024 * 1024, MAX_EVENTS = 1024, MAX_ID = 64 };
enum phase { HANDSHAKE, LINKING, RELAYING };

struct bytes {
  uint8_t *at;
  size_t length;
};

/* One socket: the charge point's or the broker's. */
struct end {
  int fd;
  struct pair *pair;
  struct bytes partial; /* read, but not a whole message yet */
  struct bytes unsent;  /* written, but not taken by the kernel yet */
};

struct pair {
  struct end charge_point;
  struct end broker;
  enum phase phase;
  uint16_t packet_id;
  char id[MAX_ID];
  struct pair *next_dead;
};

static int epoll_fd;
static struct sockaddr_in broker_address;
static uint8_t in_buffer[READ_BYTES + MAX_MESSAGE + 16];
static struct pair *dead; /* freed when no event of this round can name them any more */

/* What the event at hand has to say to either side: written once, at its end. */
static uint8_t to_charge_point[OUT_BYTES], to_broker[OUT_BYTES];
static size_t to_charge_point_length, to_broker_length;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* --- SHA-1 and base64, for the handshake (RFC 6455, 4.2.2) ------------------------------------------------------- */

static uint32_t rotated(uint32_t word, int by) { return word << by | word >> (32 - by); }

static void sha1(const uint8_t *text, size_t length, uint8_t digest[20]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  uint8_t padded[128] = {0};
  size_t total = length + 9 <= 64 ? 64 : 128;
  memcpy(padded, text, length);
  padded[length] = 0x80;
  for (int i = 0; i < 8; i++) padded[total - 1 - i] = (uint8_t)((uint64_t)length * 8 >> 8 * i);
  for (size_t block = 0; block < total; block += 64) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++) {
      const uint8_t *p = padded + block + 4 * i;
      w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    }
    for (int i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
      uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
      uint32_t sum = rotated(a, 5) + f + e + k + w[i];
      e = d, d = c, c = rotated(b, 30), b = a, a = sum;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
  for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const uint8_t *bytes, size_t length, char *text) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < length; i += 3) {
    uint32_t three = (uint32_t)bytes[i] << 16;
    if (i + 1 < length) three |= (uint32_t)bytes[i + 1] << 8;
    if (i + 2 < length) three |= bytes[i + 2];
    *text++ = digits[three >> 18];
    *text++ = digits[three >> 12 & 63];
    *text++ = i + 1 < length ? digits[three >> 6 & 63] : '=';
    *text++ = i + 2 < length ? digits[three & 63] : '=';
  }
  *text = 0;
}

/* --- sockets ------------------------------------------------------------------------------------------------------ */

static void keep(struct bytes *kept, const uint8_t *from, size_t length) {
  if (length == 0) {
    free(kept->at);
    kept->at = NULL;
  } else {
    uint8_t *copy = malloc(length);
    if (!copy) fail("malloc");
    memcpy(copy, from, length);
    free(kept->at);
    kept->at = copy;
  }
  kept->length = length;
}

static void watch(struct end *end, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = end};
  if (epoll_ctl(epoll_fd, operation, end->fd, &event)) fail("epoll_ctl");
}

static struct end *peer(struct end *end) {
  struct pair *pair = end->pair;
  return end == &pair->charge_point ? &pair->broker : &pair->charge_point;
}

static void end_pair(struct pair *pair) {
  if (pair->charge_point.fd < 0) return;
  close(pair->charge_point.fd);
  if (pair->broker.fd >= 0) close(pair->broker.fd);
  pair->charge_point.fd = pair->broker.fd = -1;
  pair->next_dead = dead;
  dead = pair;
}

/* Writes; what the kernel does not take waits, and the other side is not read meanwhile. */
static void send_bytes(struct end *end, const uint8_t *bytes, size_t length) {
  if (end->fd < 0 || length == 0) return;
  if (end->unsent.length) {
    struct bytes whole = {malloc(end->unsent.length + length), end->unsent.length + length};
    if (!whole.at) fail("malloc");
    memcpy(whole.at, end->unsent.at, end->unsent.length);
    memcpy(whole.at + end->unsent.length, bytes, length);
    free(end->unsent.at);
    end->unsent = whole;
    return;
  }
  ssize_t sent = write(end->fd, bytes, length);
  if (sent < 0 && errno != EAGAIN) {
    end_pair(end->pair);
    return;
  }
  if (sent < 0) sent = 0;
  if ((size_t)sent < length) {
    keep(&end->unsent, bytes + sent, length - (size_t)sent);
    watch(end, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
    if (peer(end)->fd >= 0) watch(peer(end), EPOLL_CTL_MOD, 0);
  }
}

static void on_writable(struct end *end) {
  struct bytes unsent = end->unsent;
  end->unsent = (struct bytes){NULL, 0};
  watch(end, EPOLL_CTL_MOD, EPOLLIN);
  if (end->pair->phase == RELAYING) watch(peer(end), EPOLL_CTL_MOD, EPOLLIN);
  send_bytes(end, unsent.at, unsent.length);
  free(unsent.at);
}

/* --- MQTT 5 towards the broker ------------------------------------------------------------------------------------ */

static uint8_t *put_length(uint8_t *at, size_t length) {
  do {
    *at++ = (uint8_t)((length & 127) | (length > 127 ? 128 : 0));
    length >>= 7;
  } while (length);
  return at;
}

static uint8_t *put_string(uint8_t *at, const char *text) {
  size_t length = strlen(text);
  *at++ = (uint8_t)(length >> 8);
  *at++ = (uint8_t)length;
  memcpy(at, text, length);
  return at + length;
}

static void put_connect(const char *id) {
  uint8_t body[MAX_ID + 32], *at = put_string(body, "MQTT");
  *at++ = 5, *at++ = 2;    /* version, clean start */
  *at++ = 0, *at++ = 200;  /* keep-alive */
  *at++ = 0;               /* no properties */
  at = put_string(at, id);
  uint8_t *out = to_broker + to_broker_length;
  *out++ = 0x10;
  out = put_length(out, (size_t)(at - body));
  memcpy(out, body, (size_t)(at - body));
  to_broker_length = (size_t)(out - to_broker) + (size_t)(at - body);
}

static void put_subscribe(const char *id) {
  char topic[MAX_ID + 8];
  uint8_t body[MAX_ID + 16], *at = body;
  snprintf(topic, sizeof topic, "%s/out", id);
  *at++ = 0, *at++ = 1, *at++ = 0; /* packet id 1, no properties */
  at = put_string(at, topic);
  *at++ = 1; /* QoS 1 */
  uint8_t *out = to_broker + to_broker_length;
  *out++ = 0x82;
  out = put_length(out, (size_t)(at - body));
  memcpy(out, body, (size_t)(at - body));
  to_broker_length = (size_t)(out - to_broker) + (size_t)(at - body);
}

/* A publish with QoS 1 and the user property that names the version; the payload is unmasked on the way. */
static void put_publish(struct pair *pair, const uint8_t *payload, size_t length, const uint8_t mask[4]) {
  char topic[MAX_ID + 8];
  uint8_t head[MAX_ID + 48], *at = head;
  snprintf(topic, sizeof topic, "%s/in", pair->id);
  if (++pair->packet_id == 0) pair->packet_id = 1;
  at = put_string(at, topic);
  *at++ = (uint8_t)(pair->packet_id >> 8);
  *at++ = (uint8_t)pair->packet_id;
  *at++ = 1 + 2 + 4 + 2 + 7;
  *at++ = 0x26;
  at = put_string(at, "ocpp");
  at = put_string(at, "ocpp1.6");
  size_t head_length = (size_t)(at - head);
  uint8_t *out = to_broker + to_broker_length;
  *out++ = 0x32;
  out = put_length(out, head_length + length);
  memcpy(out, head, head_length);
  out += head_length;
  for (size_t i = 0; i < length; i++) out[i] = payload[i] ^ mask[i & 3];
  to_broker_length = (size_t)(out - to_broker) + length;
}

/* --- WebSocket towards the charge point --------------------------------------------------------------------------- */

static void put_frame(uint8_t opcode, const uint8_t *payload, size_t length) {
  uint8_t *out = to_charge_point + to_charge_point_length;
  *out++ = 0x80 | opcode;
  if (length < 126) {
    *out++ = (uint8_t)length;
  } else if (length < 65536) {
    *out++ = 126, *out++ = (uint8_t)(length >> 8), *out++ = (uint8_t)length;
  } else {
    *out++ = 127;
    for (int i = 7; i >= 0; i--) *out++ = (uint8_t)((uint64_t)length >> 8 * i);
  }
  memcpy(out, payload, length);
  to_charge_point_length = (size_t)(out - to_charge_point) + length;
}

static void connect_broker(struct pair *pair) {
  int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) fail("socket");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(fd, (struct sockaddr *)&broker_address, sizeof broker_address) && errno != EINPROGRESS) fail("connect");
  pair->broker.fd = fd;
  uint8_t packet[MAX_ID + 64];
  put_connect(pair->id);
  memcpy(packet, to_broker, to_broker_length);
  keep(&pair->broker.unsent, packet, to_broker_length);
  to_broker_length = 0;
  watch(&pair->broker, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT);
}

/* The request: its path ends in the identity. Returns how many bytes it took, 0 if it is not whole, -1 if it is none. */
static ssize_t on_request(struct pair *pair, uint8_t *at, size_t length) {
  uint8_t *end = memmem(at, length, "\r\n\r\n", 4);
  if (!end) return 0;
  *end = 0;
  char *path_end = strstr((char *)at, " HTTP/"), *key = strcasestr((char *)at, "\r\nSec-WebSocket-Key: ");
  if (!path_end || !key) return -1;
  *path_end = 0;
  snprintf(pair->id, sizeof pair->id, "%s", strrchr((char *)at, '/') + 1);
  char accepted[128], coded[32];
  uint8_t digest[20];
  snprintf(accepted, sizeof accepted, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 21);
  sha1((uint8_t *)accepted, strlen(accepted), digest);
  base64(digest, sizeof digest, coded);
  to_charge_point_length = (size_t)sprintf((char *)to_charge_point,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n", coded);
  pair->phase = LINKING;
  watch(&pair->charge_point, EPOLL_CTL_MOD, 0); /* not read before the subscription stands */
  connect_broker(pair);
  return end + 4 - at;
}

/* One frame from the charge point; returns as on_request does. */
static ssize_t on_frame(struct pair *pair, const uint8_t *at, size_t length) {
  size_t head = 6, payload;
  if (length < head) return 0;
  payload = at[1] & 127;
  if (payload == 126) {
    head = 8;
    if (length < head) return 0;
    payload = (size_t)at[2] << 8 | at[3];
  } else if (payload == 127) {
    head = 14;
    if (length < head) return 0;
    payload = 0;
    for (int i = 2; i < 10; i++) payload = payload << 8 | at[i];
  }
  if (payload > MAX_MESSAGE) return -1;
  if (length < head + payload) return 0;
  switch (at[0] & 15) {
    case 1: put_publish(pair, at + head, payload, at + head - 4); break;
    case 10: break;
    default: return -1; /* a close, or what the benchmark's charge points do not send */
  }
  return (ssize_t)(head + payload);
}

/* One packet from the broker; returns as on_request does. */
static ssize_t on_packet(struct pair *pair, const uint8_t *at, size_t length) {
  size_t remaining = 0, head = 1;
  for (int shift = 0;; shift += 7) {
    if (head >= length) return 0;
    remaining |= (size_t)(at[head] & 127) << shift;
    if (at[head++] < 128) break;
  }
  if (remaining > MAX_MESSAGE) return -1;
  if (length < head + remaining) return 0;
  const uint8_t *body = at + head, *end = body + remaining;
  switch (at[0] >> 4) {
    case 2: put_subscribe(pair->id); break;
    case 9:
      pair->phase = RELAYING;
      watch(&pair->charge_point, EPOLL_CTL_MOD, EPOLLIN);
      break;
    case 3: {
      const uint8_t *payload = body + 2 + ((size_t)body[0] << 8 | body[1]);
      if (at[0] & 6) { /* QoS 1 wants its acknowledgement */
        uint8_t *out = to_broker + to_broker_length;
        out[0] = 0x40, out[1] = 2, out[2] = payload[0], out[3] = payload[1];
        to_broker_length += 4;
        payload += 2;
      }
      payload += 1 + payload[0]; /* the benchmark's broker sends less than 128 bytes of properties */
      put_frame(1, payload, (size_t)(end - payload));
      break;
    }
    case 4: break; /* PUBACK */
    default: return -1;
  }
  return (ssize_t)(head + remaining);
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static ssize_t take(struct end *end, uint8_t *at, size_t length) {
  struct pair *pair = end->pair;
  if (end == &pair->broker) return on_packet(pair, at, length);
  return pair->phase == HANDSHAKE ? on_request(pair, at, length) : on_frame(pair, at, length);
}

static void on_readable(struct end *end) {
  struct pair *pair = end->pair;
  size_t length = end->partial.length, done = 0;
  memcpy(in_buffer, end->partial.at ? end->partial.at : in_buffer, length);
  ssize_t count = read(end->fd, in_buffer + length, READ_BYTES);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) {
    end_pair(pair);
    return;
  }
  length += (size_t)count;
  while (done < length) {
    ssize_t taken = take(end, in_buffer + done, length - done);
    if (taken < 0) {
      end_pair(pair);
      return;
    }
    if (taken == 0) break;
    done += (size_t)taken;
  }
  keep(&end->partial, in_buffer + done, length - done);
  send_bytes(&pair->broker, to_broker, to_broker_length);
  send_bytes(&pair->charge_point, to_charge_point, to_charge_point_length);
}

static void on_connection(int listener) {
  int one = 1, fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) return;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct pair *pair = calloc(1, sizeof *pair);
  if (!pair) fail("calloc");
  pair->charge_point = (struct end){.fd = fd, .pair = pair};
  pair->broker = (struct end){.fd = -1, .pair = pair};
  watch(&pair->charge_point, EPOLL_CTL_ADD, EPOLLIN);
}

static void on_event(struct epoll_event *event) {
  struct end *end = event->data.ptr;
  to_charge_point_length = to_broker_length = 0;
  if (end->fd >= 0 && event->events & EPOLLOUT) on_writable(end);
  if (end->fd >= 0 && event->events & (EPOLLIN | EPOLLHUP | EPOLLERR)) on_readable(end);
}

static void bury_dead(void) {
  while (dead) {
    struct pair *pair = dead;
    dead = pair->next_dead;
    free(pair->charge_point.partial.at);
    free(pair->charge_point.unsent.at);
    free(pair->broker.partial.at);
    free(pair->broker.unsent.at);
    free(pair);
  }
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "relay LISTEN_PORT BROKER_PORT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  broker_address = address;
  address.sin_port = htons((uint16_t)atoi(arguments[1]));
  broker_address.sin_port = htons((uint16_t)atoi(arguments[2]));
  int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) fail("listen");
  epoll_fd = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[MAX_EVENTS];
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event)) fail("epoll_ctl");
  for (;;) {
    int happened = epoll_wait(epoll_fd, events, MAX_EVENTS, -1);
    for (int i = 0; i < happened; i++) {
      if (events[i].data.ptr) {
        on_event(&events[i]);
      } else {
        on_connection(listener);
      }
    }
    bury_dead();
  }
}
