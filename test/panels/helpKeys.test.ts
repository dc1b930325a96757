import { expect, it } from 'vitest';
import { frameWords } from '@/state/wordsFrame';

it('tells of each key once: no two things answer to the same', () => {
  const keys = frameWords.help.keys.map((key) => key.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
