import type { WriteStream } from 'node:tty';

export interface Reporter {
  readonly progress: (share: number, stage: string) => void;
  /** Closes the progress line, then says the last word if there is one. */
  readonly end: (line?: string) => void;
}

/** One moving line on a terminal; elsewhere the stable lines `progress <0..1> <stage>`, which the server reads. */
export const createReporter = (out: Pick<WriteStream, 'write' | 'isTTY'>): Reporter => {
  let last = '';
  return {
    progress: (share, stage) => {
      const line = out.isTTY
        ? `\r${bar(share)} ${String(Math.round(share * 100)).padStart(3)} % ${stage.padEnd(12)}`
        : `progress ${share.toFixed(2)} ${stage}\n`;
      if (line === last) return;
      last = line;
      out.write(line);
    },
    end: (line) => {
      if (out.isTTY && last !== '') out.write('\n');
      if (line !== undefined) out.write(`${line}\n`);
    },
  };
};

const bar = (share: number): string => {
  const full = Math.round(share * 24);
  return `[${'='.repeat(full)}${' '.repeat(24 - full)}]`;
};
