/** Something a person can mend: told in one line, never with a stack. */
export class Trouble extends Error {}

/** We were asked to stop and did; `code` is 128 + the signal's number. */
export class Stopped extends Error {
  constructor(code) {
    super('stopped');
    this.code = code;
  }
}

/** Codes as Node and npm print them (`ENOSPC: …`, `code ENOSPC`), not as a quoted line of source would. */
const coded = (codes) => new RegExp(`(^|code |errno |\\s)(${codes})(:|\\s|$)`, 'm');

const causes = [
  [
    [coded('ENOSPC|EDQUOT'), /no space left on device|disk quota exceeded/i],
    'the disk is full. Make room, then start again',
  ],
  [
    [coded('EACCES|EPERM|EROFS'), /permission denied|read-only file system/i],
    'no permission to write there. Give this user the right, then start again',
  ],
  [
    [
      coded(
        'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED',
      ),
    ],
    'the package registry cannot be reached. Connect, then start again',
  ],
  [[coded('EMFILE|ENFILE')], 'this machine has too many files open'],
  [[coded('ENOMEM'), /heap out of memory|cannot allocate memory/i], 'there is not enough memory'],
];

/** The cause a person can mend, out of an error's code or a program's output; `undefined` where it is not one of ours. */
export function causeOf(text) {
  return causes.find(([patterns]) => patterns.some((pattern) => pattern.test(text)))?.[1];
}

/** What to say of an error, and the code to leave with. Only a mistake of our own shows where it came from. */
export function told(error) {
  if (error instanceof Stopped) return { line: undefined, code: error.code };
  if (error instanceof Trouble) return { line: error.message, code: 1 };
  const cause = causeOf(`${error?.code ?? ''} ${error?.message ?? ''}`);
  if (cause !== undefined) return { line: `${error.path ?? 'Starting'}: ${cause}.`, code: 1 };
  return { line: error?.stack ?? String(error), code: 1 };
}
