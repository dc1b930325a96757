import * as z from 'zod/mini';

// The page's policy forbids compiling code from text, which the schema library would otherwise try. Imported before
// anything that reads a schema.
z.config({ jitless: true });
