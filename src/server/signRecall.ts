import type { SignDefinition } from '@/contracts/sign';
import type { SignHistory, SignPastOf } from '@/contracts/signHistory';
import { placesOf, type SignColumns, type SignLookRow, type SignPlace } from '@/domain/signs/layout';
import type { History } from './history';
import type { Span } from './readings';
import { layout as current, type SignHistoryKeeper } from './signHistory';

interface Look extends SignLookRow {
  readonly places: ReadonlyMap<string, SignPlace>;
  readonly columns: SignColumns;
  readonly generated: boolean;
}

/** What the answer of one measure is built from, part by part. */
interface Growing {
  readonly min: (number | null)[];
  readonly max: (number | null)[];
  readonly last: (number | null)[];
  readonly states: (number | null)[];
}

/**
 * The signs of a scope over a span as they were shown, least, greatest and last of each of `px` equal parts. A look was
 * known when it was made: what lies after `knownAt` was not known yet.
 */
export async function recallSigns(
  history: Pick<History, 'ask'>,
  keeper: Pick<SignHistoryKeeper, 'pending'>,
  ask: { readonly scope: string; readonly span: Span; readonly px: number },
  signs: readonly SignDefinition[],
): Promise<SignHistory> {
  const { scope, span, px } = ask;
  // Taken before the database is asked: a look may then be seen twice, but never missed.
  const unwritten = keeper.pending(scope);
  const looks = await looksOf(history, scope, span);
  for (const row of unwritten) {
    if (row.at < span.from || row.at >= span.to || row.at > span.knownAt) continue;
    const { columns } = current;
    looks.set(row.at, { ...row, columns, places: placesOf(columns), generated: false });
  }
  const width = (span.to - span.from) / px;
  const parts = new Map<number, Look[]>();
  for (const look of [...looks.values()].sort((one, other) => one.at - other.at)) {
    const part = Math.floor((look.at - span.from) / width);
    const held = parts.get(part);
    if (held === undefined) parts.set(part, [look]);
    else held.push(look);
  }
  const told = [...parts.values()];
  return {
    scope,
    t: told.map((part) => part.at(-1)!.at),
    generated: told.map((part) => part.some(({ generated }) => generated)),
    signs: signs.map((sign) => pastOf(sign, told)),
  };
}

function pastOf(sign: SignDefinition, parts: readonly (readonly Look[])[]): SignPastOf {
  const states: (number | null)[] = [];
  const measures = sign.measures.map((): Growing => ({ min: [], max: [], last: [], states: [] }));
  for (const part of parts) {
    const newest = part.at(-1)!;
    const place = newest.places.get(sign.id);
    states.push(place === undefined ? null : (newest.signStates[place.sign] ?? null));
    sign.measures.forEach(({ id }, index) => {
      const grown = measures[index]!;
      const figures = part.flatMap((look) => figureOf(look, sign.id, id) ?? []);
      grown.min.push(figures.length === 0 ? null : Math.min(...figures));
      grown.max.push(figures.length === 0 ? null : Math.max(...figures));
      grown.last.push(figureOf(newest, sign.id, id) ?? null);
      const at = columnOf(newest, sign.id, id);
      grown.states.push(at === undefined ? null : (newest.measureStates[at] ?? null));
    });
  }
  return {
    id: sign.id,
    states,
    measures: sign.measures.map(({ id }, index) => ({ id, ...measures[index]! })),
  };
}

/** Where a measure lies in a look; `undefined` where the definitions of then had no such measure. */
function columnOf(look: Look, sign: string, measure: string): number | undefined {
  const place = look.places.get(sign);
  const among = place === undefined ? -1 : look.columns[place.sign]!.measures.indexOf(measure);
  return place === undefined || among < 0 ? undefined : place.measure + among;
}

function figureOf(look: Look, sign: string, measure: string): number | undefined {
  const column = columnOf(look, sign, measure);
  return column === undefined ? undefined : (look.figures[column] ?? undefined);
}

async function looksOf(
  history: Pick<History, 'ask'>,
  scope: string,
  { from, to, knownAt }: Span,
): Promise<Map<number, Look>> {
  const rows = await history.ask((database) =>
    database
      .selectFrom('sign_looks')
      .select(['at_ms', 'layout', 'generated', 'figures', 'measure_states', 'sign_states'])
      .where('scope', '=', scope)
      .where('at_ms', '>=', Math.floor(from))
      .where('at_ms', '<', Math.ceil(to))
      .where('at_ms', '<=', Math.floor(knownAt))
      .execute(),
  );
  const known = await history.ask((database) => database.selectFrom('sign_layouts').selectAll().execute());
  const layouts = new Map(
    known.map(({ layout, columns }) => [layout, { columns, places: placesOf(columns) }]),
  );
  const looks = new Map<number, Look>();
  for (const row of rows) {
    const layout = layouts.get(row.layout);
    if (layout === undefined) continue;
    const at = Number(row.at_ms);
    looks.set(at, {
      scope,
      at,
      ...layout,
      generated: row.generated,
      figures: row.figures,
      measureStates: row.measure_states,
      signStates: row.sign_states,
    });
  }
  return looks;
}
