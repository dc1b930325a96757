import * as z from 'zod/mini';

/** Name of the file in the city's folder by which programs on this machine find the server that holds the folder. */
export const doorFile = 'door.json';

/** Where the server of a folder is reached from its own machine, and what it wants to hear first. */
export const door = z.object({
  url: z.url(),
  secret: z.string().check(z.minLength(32), z.maxLength(128)),
  pid: z.int().check(z.positive()),
});
export type Door = Readonly<z.infer<typeof door>>;

/** The header that carries the secret of the door. */
export const doorHeader = 'x-city-door';
export const importsPath = '/api/imports';

/** Set for a program the server itself sends, to the server's process: it opens the folder the server holds. */
export const sentByVariable = 'CITY_SENT_BY';

/** `city import VERB FILE --NAME VALUE…`, ordered through the door. The words are judged by the program that imports. */
export const importOrder = z.object({
  verb: z.enum(['osm', 'buildings', 'layer', 'terrain']),
  /** Absolute, on the machine of the server. */
  file: z.string().check(z.minLength(1), z.maxLength(4096)),
  options: z._default(
    z.record(
      z.string().check(z.regex(/^(?!home$)[a-z]{1,16}$/, 'is no option of an import')),
      z.string().check(z.maxLength(300)),
    ),
    {},
  ),
  /** The account that orders, as it calls itself; for the log. */
  by: z.optional(z.string().check(z.maxLength(64))),
});
export type SentImport = Readonly<z.infer<typeof importOrder>>;

/** One line of the answer to an ordered import; `ended` is always the last. */
export type ImportLine =
  | { readonly kind: 'told'; readonly text: string }
  | { readonly kind: 'trouble'; readonly text: string }
  | { readonly kind: 'ended'; readonly code: 0 | 1 | 2; readonly text: string };

export const writeImportLine = (line: ImportLine): string => {
  switch (line.kind) {
    case 'told':
      return `${line.text}\n`;
    case 'trouble':
      return `trouble ${line.text}\n`;
    case 'ended':
      return `exit ${String(line.code)}${line.text === '' ? '' : ` ${line.text}`}\n`;
  }
};

/** Reads a line without its line end. */
export const readImportLine = (line: string): ImportLine => {
  const ended = /^exit ([012])(?: (.*))?$/.exec(line);
  if (ended !== null) return { kind: 'ended', code: Number(ended[1]) as 0 | 1 | 2, text: ended[2] ?? '' };
  return line.startsWith('trouble ')
    ? { kind: 'trouble', text: line.slice('trouble '.length) }
    : { kind: 'told', text: line };
};
