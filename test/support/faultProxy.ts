import { connect, createServer, type Socket } from 'node:net';
import { bytesOnly, type Cut, type WireMessage } from './wireMessages';

/** What may go wrong on a line; both ways alike. Chances are 0…1 and concern loose messages only. */
export interface Faults {
  readonly latencyMs?: number;
  /** Up to so much more, thrown anew for each message. */
  readonly jitterMs?: number;
  readonly spike?: { readonly chance: number; readonly ms: number };
  /** Swallows everything and says nothing: the line is half open. */
  readonly blackhole?: boolean;
  readonly bytesASecond?: number;
  /** Cuts a line after so many bytes, in the middle of a message if it must be. */
  readonly truncateAfter?: number;
  /** How often a message comes. */
  readonly times?: number;
  /** Chance that a message changes places with the next. */
  readonly reorder?: number;
  /** Chance that a message never comes. */
  readonly drop?: number;
}

/** A line with somebody on it who can make it bad. What is changed holds from the next message on. */
export interface FaultProxy {
  readonly port: number;
  readonly set: (faults: Faults) => void;
  /** Cuts every line there is; new ones may be opened. */
  readonly cut: () => void;
  readonly lines: () => number;
  /** Lines ever opened. */
  readonly opened: () => number;
  /** Loose messages that were left out. */
  readonly dropped: () => number;
  readonly close: () => Promise<void>;
}

export interface FaultProxyOptions {
  /** Where lines lead, asked anew for each: a server that comes back may have another port. */
  readonly target: () => number;
  /** 0…1. */
  readonly dice: () => number;
  readonly cut?: () => Cut;
}

/** Sits between two programs on this machine. */
export async function openFaultProxy({
  target,
  dice,
  cut = bytesOnly,
}: FaultProxyOptions): Promise<FaultProxy> {
  let faults: Faults = {};
  const lines = new Set<Socket>();
  let opened = 0;
  let dropped = 0;

  /** One way of one line. */
  const pass = (from: Socket, to: Socket): void => {
    const split = cut();
    let rest: Buffer = Buffer.alloc(0);
    let held: Buffer | undefined;
    let passed = 0;
    let free = performance.now();
    const send = (bytes: Buffer): void => {
      const { latencyMs = 0, jitterMs = 0, spike, bytesASecond, truncateAfter } = faults;
      const late =
        latencyMs + jitterMs * dice() + (spike !== undefined && dice() < spike.chance ? spike.ms : 0);
      const slow = bytesASecond === undefined ? 0 : (bytes.length / bytesASecond) * 1_000;
      // A line keeps its order: what is late makes all behind it late.
      free = Math.max(free + slow, performance.now() + late + slow);
      const part =
        truncateAfter === undefined ? bytes : bytes.subarray(0, Math.max(0, truncateAfter - passed));
      passed += bytes.length;
      const write = () => {
        if (to.destroyed) return;
        if (part.length > 0) to.write(part);
        if (part.length < bytes.length) to.destroy();
      };
      if (free <= performance.now()) write();
      else setTimeout(write, free - performance.now());
    };
    const handOn = ({ bytes, loose }: WireMessage): void => {
      if (!loose) return send(bytes);
      const { times = 1, reorder = 0, drop = 0 } = faults;
      if (dice() < drop) {
        dropped += 1;
        return;
      }
      if (held === undefined && dice() < reorder) {
        held = Buffer.from(bytes);
        return;
      }
      for (let turn = 0; turn < times; turn += 1) send(bytes);
      if (held !== undefined) send(held);
      held = undefined;
    };
    from.on('data', (bytes: Buffer) => {
      if (faults.blackhole === true) return;
      const taken = split(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]));
      rest = taken.rest;
      taken.messages.forEach(handOn);
    });
    // A half-open line does not say that the other end is gone.
    from.on('close', () => {
      lines.delete(from);
      if (faults.blackhole !== true) to.destroy();
    });
    from.on('error', () => undefined);
  };

  const server = createServer((near) => {
    opened += 1;
    const far = connect(target(), '127.0.0.1');
    for (const end of [near, far]) {
      end.setNoDelay(true);
      lines.add(end);
    }
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  const cutAll = () => {
    for (const end of [...lines]) end.destroy();
  };
  return {
    port: address.port,
    set: (next) => {
      faults = next;
    },
    cut: cutAll,
    lines: () => Math.ceil(lines.size / 2),
    opened: () => opened,
    dropped: () => dropped,
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
