import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import {
  door,
  doorFile,
  doorHeader,
  importsPath,
  readImportLine,
  type Door,
  type ImportLine,
  type SentImport,
} from '@/contracts/door';
import { problem } from '@/contracts/problem';
import { optionsOf, type ImportOrder } from './command';

/** The door of the server with that process, or nothing where it has none; one a former server left is not taken. */
export const doorOf = async (home: string, pid: number): Promise<Door | undefined> => {
  try {
    const read = door.parse(JSON.parse(await readFile(join(home, doorFile), 'utf8')));
    return read.pid === pid ? read : undefined;
  } catch {
    return undefined;
  }
};

/** Orders an import from the server that holds the folder and passes its lines on; resolves to the exit code. */
export const importThrough = async (
  { url, secret }: Door,
  order: ImportOrder,
  hear: (line: ImportLine) => void,
): Promise<0 | 1 | 2> => {
  const sent: SentImport = { verb: order.kind, file: order.file, options: optionsOf(order), by: account() };
  let answer: IncomingMessage;
  try {
    answer = await post(new URL(importsPath, url), secret, JSON.stringify(sent));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    hear({ kind: 'trouble', text: `city import: the server at ${url} does not answer: ${why}` });
    return 1;
  }
  if (answer.statusCode !== 200) {
    hear({ kind: 'trouble', text: `city import: ${await refusalIn(answer)}` });
    return 1;
  }
  let last: ImportLine | undefined;
  try {
    for await (const text of linesOf(answer)) {
      // Only the last line of all tells the end.
      if (last?.kind === 'ended') hear({ kind: 'told', text: `exit ${last.code} ${last.text}`.trim() });
      last = readImportLine(text);
      if (last.kind !== 'ended') hear(last);
    }
  } catch {
    last = undefined;
  }
  if (last?.kind === 'ended' && answer.complete) {
    hear(last);
    return last.code;
  }
  hear({ kind: 'trouble', text: 'city import: the server ended in the middle; import again' });
  return 1;
};

async function* linesOf(answer: IncomingMessage): AsyncGenerator<string> {
  answer.setEncoding('utf8');
  let rest = '';
  for await (const chunk of answer) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

const account = (): string => {
  try {
    return userInfo().username.slice(0, 64);
  } catch {
    // A container may run under a number without a name.
    return '';
  }
};

// Not `fetch`, which gives an answer up after five silent minutes.
const post = (url: URL, secret: string, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', [doorHeader]: secret };
    request(url, { method: 'POST', headers }, resolve).on('error', reject).end(body);
  });

const refusalIn = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  try {
    const { title, detail } = problem.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    return detail ?? title;
  } catch {
    return `the server answered ${answer.statusCode}`;
  }
};
