import type { LayerChoice, LayerEntry } from '@/contracts/layer';
import { stateTitles } from '@/contracts/sign';
import type { Scope } from '@/contracts/scope';
import type { Text } from '@/contracts/text';
import { measureOf, signDefinition, signDefinitions } from '@/domain/definitions';
import { perHead, perHeadOf, type PerHead } from '@/domain/signs/perHead';
import { functionalZones } from '@/domain/signs/scopes';
import type { FeatureSheet, FeatureSummary, SheetRow } from '@/scene/layer';
import { row } from '@/scene/sheet';
import type { City } from '@/state/city';
import { cityPartsOf, type CityParts } from '@/state/cityParts';
import { clockTime, figure } from '@/state/wordsFormat';
import { scopeWords as w } from '@/state/wordsScope';
import entryFile from '@data/layers/signs.json';
import { faceOf, headFigure } from './faces';
import { areaChoices, areasFor, firstSign, wishOf, type Wish } from './wish';

const entry = entryFile as LayerEntry;
const areaTitles = { districts: w.districts, zones: w.zones, subdistricts: w.subdistricts } as const;
/** So many other signs are named in a sheet; the board tells the rest. */
const mostNamed = 6;

const wishIn = (city: City): Wish => wishOf(city.scene.getState().layers.signs?.options);

/** Which sign colours the areas, by its state or per head, and which areas. */
export function choices(): readonly LayerChoice[] {
  return [
    {
      key: 'sign',
      title: w.sign,
      kind: 'one',
      otherwise: signDefinition(firstSign)?.title ?? { zh: firstSign, en: firstSign },
      values: signDefinitions.filter(({ id }) => id !== firstSign).map(({ id, title }) => ({ id, title })),
    },
    {
      key: 'show',
      title: w.show,
      kind: 'one',
      otherwise: w.byState,
      values: [{ id: 'per-head', title: w.byHead }],
    },
    {
      key: 'areas',
      title: w.areas,
      kind: 'one',
      otherwise: w.follow,
      values: areaChoices.map((id) => ({ id, title: areaTitles[id] })),
    },
  ];
}

function subtitleOf(scope: Scope): Text {
  const kind = w.kind[scope.kind];
  const zone = functionalZones.find(({ id }) => id === scope.id);
  if (zone?.standing !== 'unverified') return kind;
  return { zh: `${kind.zh} · ${w.unverifiedZone.zh}`, en: `${kind.en} · ${w.unverifiedZone.en}` };
}

/** Why a count cannot be set against residents here, or what it comes to. */
function perHeadRow(told: PerHead, { sign }: Wish): SheetRow {
  switch (told.kind) {
    case 'value': {
      const { unit } = measureOf(sign, told.measure);
      const value = headFigure(told.value);
      const said = { zh: `${value} ${unit.zh}`.trim(), en: `${value} ${unit.en}`.trim() };
      return row(w.perHead, said, undefined, w.census);
    }
    case 'unfit':
      return row(w.perHead, w.unfit(told.aggregate), undefined, perHead.source);
    case 'uncounted':
      return row(w.perHead, w.uncounted);
    case 'untold':
      return row(w.perHead, w.untold);
  }
}

function sheetOf(scope: Scope, parts: CityParts, city: City): FeatureSheet {
  const wish = wishIn(city);
  const { sign } = wish;
  const table = city.telemetry();
  const { at } = city.now();
  const { scopes, reader } = parts;
  const { said, state } = faceOf(scope.id, { ...wish, perHead: false }, parts, table, at);
  const reading = reader.read(scope.id, sign.id, table, at);
  const residents = scopes.residentsOf(scope.id);
  const counted = reader.read(scope.id, sign.id, table, at, 'census');
  const others = reader
    .readAll(scope.id, table, at)
    .filter(({ id }) => id !== sign.id)
    .filter((one) => one.state === 'attention' || one.state === 'warning' || one.state === 'alarm');
  const named = others.slice(0, mostNamed).map((one) => {
    const title = signDefinition(one.id)?.title ?? { zh: one.id, en: one.id };
    const word = stateTitles[one.state];
    return { zh: `${title.zh}（${word.zh}）`, en: `${title.en} (${word.en})` };
  });
  const zone = functionalZones.find(({ id }) => id === scope.id);
  const when = reading?.observedAt;
  return {
    title: scope.title,
    subtitle: subtitleOf(scope),
    rows: [
      row(w.sign, sign.title),
      row(w.value, said, undefined, when == null ? undefined : { zh: clockTime(when), en: clockTime(when) }),
      row(w.stateNow, stateTitles[state]),
      row(w.count, figure(scopes.slotsOf(scope.id)?.length ?? 0)),
      row(w.residents, figure(residents), undefined, residents === undefined ? w.uncounted : w.census),
      perHeadRow(perHeadOf(sign, counted, residents), wish),
      row(
        w.others,
        named.length === 0
          ? w.nothingElse
          : { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(', ') },
        undefined,
        others.length > mostNamed ? w.more(others.length - mostNamed) : undefined,
      ),
      ...(zone === undefined ? [] : [row({ zh: '组成', en: 'Consists of' }, zone.source)]),
    ],
    provenance: entry.provenance,
  };
}

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const parts = await cityPartsOf(city);
  const scope = parts.scopes.find(feature);
  return scope === undefined || scope.kind === 'city' ? undefined : sheetOf(scope, parts, city);
}

/** The areas that are coloured, in the order of their codes, each with what the map shows of it. */
export async function list(city: City): Promise<readonly FeatureSummary[]> {
  const parts = await cityPartsOf(city);
  return areasFor(wishIn(city), city.signs.getState().scope, parts.scopes).map((scope) => {
    const box = parts.scopes.boxOf(scope.id);
    return {
      feature: scope.id,
      title: toldOf(scope, parts, city),
      ...(box === undefined ? {} : { at: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const }),
    };
  });
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const parts = await cityPartsOf(city);
  const scope = parts.scopes.find(feature);
  return scope === undefined || scope.kind === 'city' ? undefined : toldOf(scope, parts, city);
}

function toldOf(scope: Scope, parts: CityParts, city: City): Text {
  const wish = wishIn(city);
  const face = faceOf(scope.id, wish, parts, city.telemetry(), city.now().at);
  const word = stateTitles[face.state];
  const told =
    face.perHead === undefined
      ? { zh: `${word.zh} ${face.said.zh}`, en: `${word.en} ${face.said.en}` }
      : perHeadWords(face.perHead, wish);
  const { zh, en } = wish.sign.title;
  return { zh: `${scope.title.zh} · ${zh} · ${told.zh}`, en: `${scope.title.en} · ${en} · ${told.en}` };
}

function perHeadWords(told: PerHead, { sign }: Wish): Text {
  if (told.kind === 'unfit') return w.unfit(told.aggregate);
  if (told.kind !== 'value') return told.kind === 'uncounted' ? w.uncounted : w.untold;
  const { unit } = measureOf(sign, told.measure);
  const value = headFigure(told.value);
  return {
    zh: `${value} ${unit.zh}/万人（2020 年普查）`,
    en: `${value} ${unit.en} per 10,000 residents (census 2020)`,
  };
}
