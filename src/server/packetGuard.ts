import type { Socket } from 'node:net';

const largestPacket = 256 * 1024;

/**
 * Cuts a device that announces a packet larger than any honest one, before the broker collects it in memory. Reads only
 * MQTT's fixed headers: one byte of type, then the length in up to four bytes of seven bits. `cut` is told how large it was
 * to be.
 */
export function guardPackets(socket: Socket, cut: (announcedBytes: number) => void): void {
  let skip = 0;
  let header = 0;
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length;) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
        continue;
      }
      const byte = chunk[at]!;
      at += 1;
      if (header > 0) {
        length += (byte & 0x7f) * 128 ** (header - 1);
        if (length > largestPacket || header > 4) {
          socket.destroy();
          cut(length);
          return;
        }
      }
      header += 1;
      if (header > 1 && (byte & 0x80) === 0) {
        skip = length;
        header = 0;
        length = 0;
      }
    }
  });
}
