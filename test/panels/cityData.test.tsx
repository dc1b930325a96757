import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layers } from '@/layers';
import { panels } from '@/panels';
import { recordWords } from '@/state/wordsRecords';
import { createFakeCity, operator } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = recordWords.data;
const panel = <panels.cityData />;
const answer = (status: number, body: unknown) =>
  vi.spyOn(window, 'fetch').mockResolvedValue(new Response(JSON.stringify(body), { status }));

afterEach(() => vi.restoreAllMocks());

describe('the data workspace', () => {
  it.each(['zh', 'en'] as const)(
    'names in %s every layer’s source and licence, and is clean for axe',
    async (language) => {
      const { container } = createFakeCity({ language }).render(panel);
      await screen.findByText(w.sources[language]);
      for (const { entry } of layers) {
        expect(container).toHaveTextContent(entry.provenance.source[language]);
        expect(container).toHaveTextContent(entry.provenance.licence);
      }
      expect(screen.getByText(w.refusedSignIn[language])).toBeVisible();
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it('lists what the door refused and why, for who may read it', async () => {
    answer(200, {
      items: [
        { at: '2026-11-23T06:26:08Z', from: 'gw-3', topic: 'v1.1/Datastreams(9)', reason: 'out-of-range' },
      ],
      total: 1,
    });
    createFakeCity({ language: 'en', session: operator }).render(panel);
    expect(await screen.findByText('v1.1/Datastreams(9)')).toBeVisible();
    expect(screen.getByText(w.reason['out-of-range']?.en ?? '?')).toBeVisible();
  });

  it.each([403, 500])('says in words that the refusals did not come (%d)', async (status) => {
    answer(status, {});
    createFakeCity({ language: 'en', session: operator }).render(panel);
    expect(await screen.findByText(w.refusedFailed(status).en)).toBeVisible();
  });
});
