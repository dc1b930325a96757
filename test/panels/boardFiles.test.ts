import { describe, expect, it } from 'vitest';
import type { SignReading } from '@/contracts/sign';
import type { SignHistory } from '@/contracts/signHistory';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { boardCsv, boardFileName, gradeOf, type BoardStamp } from '@/panels/vitalSigns/boardFile';
import { boardGroups, everything, stateCounts } from '@/panels/vitalSigns/boardOrder';
import { drawBoard, pictureSize } from '@/panels/vitalSigns/boardPicture';
import { boardLines } from '@/panels/vitalSigns/boardTable';
import { signRow } from '@/panels/vitalSigns/signRow';
import { boardWords } from '@/state/wordsBoard';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const minute = 60_000;
const rain = signDefinition('rainfall')!;
const depth = signDefinition('road-water-depth')!;
const scope = { id: '420102', title: { zh: '江岸区', en: '=Jiang’an' } };
const stamp = { at: monday, scope, grade: 'simulated', language: 'en' } as const satisfies BoardStamp;

const raining: SignReading = {
  id: 'rainfall',
  value: 62.5,
  measure: 'h3',
  state: 'warning',
  since: monday,
  observedAt: monday,
  coverage: 0.9,
  parts: rain.measures.map(({ id }, index) => ({
    id,
    value: index === 0 ? null : 12.5 * (index + 4),
    state: index === 0 ? 'absent' : index === 1 ? 'warning' : 'normal',
    observedAt: monday,
    coverage: index === 0 ? 0 : 1,
  })),
};

function rained(at: number, last: number | null, generated = false): SignHistory {
  const measures = rain.measures.map(({ id }) => ({
    id,
    min: [last],
    max: [last],
    last: [last],
    states: [0],
  }));
  return {
    scope: scope.id,
    t: [at],
    generated: [generated],
    signs: [{ id: 'rainfall', states: [0], measures }],
  };
}
const pastOf = (day: SignHistory, week: SignHistory) => ({ at: monday, day, week });
const lastWeek = monday - 7 * 24 * 60 * minute;

/** A line of RFC 4180 as its cells. */
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

describe('a sign held against the past', () => {
  it('is up, down or level by what its shown digits tell apart', () => {
    const of = (before: number) =>
      signRow(rain, raining, pastOf(rained(monday - 58 * minute, before), rained(0, 1))).shown.hour;
    expect(of(60)).toMatchObject({ direction: 'up', by: 2.5 });
    expect(of(70)).toMatchObject({ direction: 'down', by: -7.5 });
    expect(of(62.46)).toMatchObject({ direction: 'level', by: 0 });
  });

  it('has nothing to be held against where nothing near was kept, or nothing was news then', () => {
    const nothing = rained(0, null);
    const held = (day: SignHistory, week: SignHistory) => signRow(rain, raining, pastOf(day, week)).shown;
    expect(held(rained(monday - 90 * minute, 60), nothing).hour).toBeUndefined();
    expect(held(rained(monday - 60 * minute, null), nothing).hour).toBeUndefined();
    expect(held(nothing, rained(lastWeek - 36 * minute, 60)).week).toBeUndefined();
    expect(held(nothing, rained(lastWeek + 30 * minute, 60, true)).week).toMatchObject({ generated: true });
    const stale = { ...raining, parts: raining.parts.map((part) => ({ ...part, state: 'stale' as const })) };
    const past = pastOf(rained(monday - 60 * minute, 60), nothing);
    expect(signRow(rain, stale, past).shown.hour).toBeUndefined();
  });
});

describe('the order of the board', () => {
  it('is worst first, and what is not known comes before what is normal', () => {
    const stateOf = ({ id }: { readonly id: string }) =>
      id === 'rainfall' ? 'alarm' : id === 'road-water-depth' ? 'absent' : 'normal';
    const groups = boardGroups(signDefinitions, stateOf, { ...everything, group: 'state' });
    expect(groups.map(({ id }) => id)).toEqual(['alarm', 'absent', 'normal']);
    const water = boardGroups(signDefinitions, stateOf, { ...everything, domain: 'water' });
    expect(water[0]?.signs[0]?.id).toBe('road-water-depth');
    expect(stateCounts(signDefinitions.map(stateOf))).toMatchObject({ alarm: 1, absent: 1, normal: 34 });
  });

  it('finds by name in either language, by number and by part', () => {
    const found = (search: string) =>
      boardGroups(signDefinitions, () => 'normal', { ...everything, search }).flatMap(({ signs }) =>
        signs.map(({ id }) => id),
      );
    expect(found('渍水深度')).toContain('road-water-depth');
    expect(found('WATER DEPTH')).toContain('road-water-depth');
    expect(found('12 小时雨量')).toContain('rainfall');
    expect(found('4')).toContain('rainfall');
    expect(found('nothing of the kind')).toEqual([]);
  });
});

describe('the board as a spreadsheet', () => {
  const rows = [
    signRow(rain, raining, pastOf(rained(monday - 60 * minute, 60), rained(lastWeek, 10, true))),
    signRow(depth, undefined, undefined),
  ];

  it('has a row for each part, and each says source, time, unit, grade and that this is a demonstration', () => {
    const lines = boardCsv(rows, stamp).replace('\uFEFF', '').trim().split('\r\n').map(cellsOf);
    expect(lines).toHaveLength(1 + rain.measures.length + 1);
    expect(lines.every((cells) => cells.length === boardWords.file.columns.en.length)).toBe(true);
    const three = lines.find((cells) => cells[4] === 'Rain in 3 h')!;
    expect(three.slice(5, 8)).toEqual(['62.5', 'mm', 'Warning']);
    expect(three.slice(11, 15)).toEqual(['2.5', '10', '2026-02-23T10:00:00+08:00', 'Generated, indicative']);
    for (const cells of lines.slice(1)) {
      expect(cells[0]).toBe('2026-03-02T10:00:00+08:00');
      expect(cells.slice(-3)).toEqual([boardWords.file.source.en, 'Simulated', boardWords.file.demo.en]);
    }
    const silent = lines.find((cells) => cells[3] === depth.title.en)!;
    expect(silent.slice(5, 8)).toEqual(['', 'cm', 'No data']);
    // Nobody knows yet whether anything was kept of last week.
    expect(silent[14]).toBe('');
    const kept = [signRow(depth, undefined, pastOf(rained(0, 1), rained(0, 1)))];
    expect(cellsOf(boardCsv(kept, stamp).trim().split('\r\n')[1]!)[14]).toBe(boardWords.noWeek.en);
  });

  it('runs no formula, whatever a name begins with', () => {
    expect(boardCsv(rows, stamp)).toContain(`,'=Jiang’an,`);
  });

  it('is named by scope, time and grade, and of a real feed by that', () => {
    expect(boardFileName({ ...stamp, language: 'zh' })).toBe('体征_江岸区_20260302T1000_模拟');
    expect(gradeOf(fakeFleet)).toBe('simulated');
    const measured = fakeFleet.series.map((series) => ({
      ...series,
      provenance: { ...series.provenance, grade: 'measured' as const },
    }));
    expect(gradeOf({ ...fakeFleet, series: measured })).toBe('measured');
  });
});

describe('the board as a picture', () => {
  it('is drawn from the data with a footer that says source, time, grade and demonstration', () => {
    const said: { readonly text: string; readonly x: number; readonly y: number }[] = [];
    const ctx = {
      fillStyle: '',
      strokeStyle: '',
      lineWidth: 1,
      font: '',
      fillRect: () => undefined,
      fillText: (text: string, x: number, y: number) => said.push({ text, x, y }),
      beginPath: () => undefined,
      moveTo: () => undefined,
      lineTo: () => undefined,
      stroke: () => undefined,
    };
    const past = pastOf(rained(monday - 60 * minute, 60), rained(lastWeek, 10, true));
    const lines = boardLines([signRow(rain, raining, past)], 'zh');
    expect(lines).toHaveLength(1 + rain.measures.length);
    drawBoard(ctx as unknown as CanvasRenderingContext2D, lines, { ...stamp, language: 'zh' }, 'sans-serif');
    const texts = said.map(({ text }) => text);
    for (const { title, state } of lines.map((line) => ({ title: line.title, state: line.stateWord }))) {
      expect(texts).toContain(title);
      expect(texts.some((text) => text.includes(state))).toBe(true);
    }
    expect(texts).toContain('62.5 mm');
    expect(texts.some((text) => text.includes('10.0 (+52.5) 示意生成'))).toBe(true);
    const size = pictureSize(lines);
    const foot = said.filter(({ y }) => y > size.height - 100).map(({ text }) => text);
    expect(foot.join(' ')).toContain(boardWords.file.source.zh);
    expect(foot.join(' ')).toContain('模拟 · 演示城市，非官方数据 · 2026-03-02T10:00:00+08:00');
    expect(said.every(({ x, y }) => x >= 0 && x < size.width && y > 0 && y < size.height)).toBe(true);
  });
});
