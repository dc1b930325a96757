/** One whole message on a wire, and whether it may come twice, late or never without breaking the wire itself. */
export interface WireMessage {
  readonly bytes: Buffer;
  readonly loose: boolean;
}

/** Cuts what came so far into whole messages; what is left over waits for more. */
export type Cut = (bytes: Buffer) => { readonly messages: readonly WireMessage[]; readonly rest: Buffer };

/** Where nothing is known of the messages everything is passed on as it comes. */
export const bytesOnly: () => Cut = () => (bytes) => ({
  messages: [{ bytes, loose: false }],
  rest: Buffer.alloc(0),
});

const mqttPublish = 3;

/** MQTT 3.1.1 packets; readings are the loose ones. */
export const mqttPackets: () => Cut = () => (bytes) => {
  const messages: WireMessage[] = [];
  let at = 0;
  for (;;) {
    const end = mqttEnd(bytes, at);
    if (end === undefined || end > bytes.length) break;
    messages.push({ bytes: bytes.subarray(at, end), loose: bytes[at]! >> 4 === mqttPublish });
    at = end;
  }
  return { messages, rest: bytes.subarray(at) };
};

/** Where the packet that begins at `at` ends: its length is told seven bits a byte. */
function mqttEnd(bytes: Buffer, at: number): number | undefined {
  let length = 0;
  for (let digit = 0; digit < 4; digit += 1) {
    const byte = bytes[at + 1 + digit];
    if (byte === undefined) return undefined;
    length += (byte & 127) << (7 * digit);
    if (byte < 128) return at + 2 + digit + length;
  }
  return undefined;
}

const binaryFrame = 0x82;

/**
 * The HTTP head of a WebSocket, then its frames; whole binary ones, which carry readings, are the loose ones. Plain
 * HTTP is passed on as it comes.
 */
export const webSocketFrames: () => Cut = () => {
  let greeted = false;
  let plain = false;
  return (bytes) => {
    if (plain) return { messages: [{ bytes, loose: false }], rest: Buffer.alloc(0) };
    const messages: WireMessage[] = [];
    let at = 0;
    if (!greeted) {
      const head = bytes.indexOf('\r\n\r\n');
      if (head < 0) return { messages, rest: bytes };
      greeted = true;
      plain = !/^upgrade: websocket\r?$/im.test(bytes.toString('latin1', 0, head));
      if (plain) return { messages: [{ bytes, loose: false }], rest: Buffer.alloc(0) };
      at = head + 4;
      messages.push({ bytes: bytes.subarray(0, at), loose: false });
    }
    for (;;) {
      const end = frameEnd(bytes, at);
      if (end === undefined || end > bytes.length) break;
      messages.push({ bytes: bytes.subarray(at, end), loose: bytes[at] === binaryFrame });
      at = end;
    }
    return { messages, rest: bytes.subarray(at) };
  };
};

function frameEnd(bytes: Buffer, at: number): number | undefined {
  const told = bytes[at + 1];
  if (told === undefined) return undefined;
  const mask = told & 0x80 ? 4 : 0;
  const short = told & 0x7f;
  if (short < 126) return at + 2 + mask + short;
  const wide = short === 126 ? 2 : 8;
  if (bytes.length < at + 2 + wide) return undefined;
  const length = wide === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  return at + 2 + wide + mask + length;
}
