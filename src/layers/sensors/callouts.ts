import { Cartographic, Math as CesiumMath } from 'cesium';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import type { MapLabel } from '@/scene/layer';
import { same } from '@/scene/sheet';
import { signalGlyphs } from '@/scene/signals';
import { figure } from '@/state/wordsFormat';
import { sensorWords as w } from '@/state/wordsSensors';
import { firstShade, type Columns } from './census';
import { faceOf } from './clusterFace';
import type { SensorMarks } from './marks';
import { needsPerson, signalOf, standings } from './standing';

/** Labels beyond this many would say nothing that the count in the tree does not. */
const mostRaised = 60;
/** Above every name: a name may stand elsewhere, a number only in its circle. */
const quietCluster = 0.5;
const reading = 4;

/** What the marks say in words: numbers of clusters, what needs a person, and from near each reading. */
export function calloutsOf(
  marks: SensorMarks,
  { properties }: SeriesCatalogue,
  columns: Columns,
  spokenFor: ReadonlySet<number>,
  colour: string | undefined,
): readonly MapLabel[] {
  const { series } = marks;
  const census = marks.census();
  const propertyOf = new Map(properties.map((property) => [property.id, property]));
  const coloured = colour === undefined ? undefined : propertyOf.get(colour);

  function standsAt(place: number) {
    const slot = census.speaker[place]!;
    const one = series[slot]!;
    const observed = propertyOf.get(one.property);
    const value = columns.values[slot] ?? Number.NaN;
    const said = `${figure(value, observed?.decimals)} ${observed?.unitTitle ?? ''}`.trim();
    return { slot, one, observed, said };
  }

  function cluster(cell: number): MapLabel {
    const { look, total, raised } = faceOf(cell, census);
    const place = Cartographic.fromCartesian(marks.middle(cell));
    const mean = look < firstShade ? Number.NaN : census.meanOf(cell);
    const standing = standings[look];
    const person = standing !== undefined && needsPerson(standing);
    const main = person
      ? figure(raised)
      : Number.isNaN(mean)
        ? figure(total)
        : figure(mean, coloured?.decimals);
    return {
      id: `cell-${cell}`,
      text: same(main),
      ...(main === figure(total)
        ? {}
        : { detail: same(person ? `/ ${figure(total)}` : `× ${figure(total)}`) }),
      at: [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude), place.height],
      kind: 'cluster',
      ...(standing === undefined ? {} : { signal: signalOf[standing] }),
      priority: person ? 0 : quietCluster,
    };
  }

  function raisedAt(place: number): readonly MapLabel[] {
    const { one, observed, said } = standsAt(place);
    const standing = standings[census.looks[place]!];
    if (observed === undefined || standing === undefined || !needsPerson(standing)) return [];
    const words = (name: string) => `${signalGlyphs[standing]} ${name} ${said}`;
    return [
      {
        id: String(one.id),
        text: { zh: words(one.name.zh), en: words(one.name.en) },
        at: one.at,
        kind: 'alarm',
        signal: standing,
        priority: 4 - census.looks[place]!,
      },
    ];
  }

  function readingAt(place: number): MapLabel {
    const { slot, one, observed, said } = standsAt(place);
    const standing = standings[census.looks[place]!];
    const lacking = standing !== undefined && standing !== 'normal' && !needsPerson(standing);
    const time = columns.times[slot] ?? Number.NaN;
    const text: Text = !lacking
      ? same(said)
      : Number.isNaN(time)
        ? w.states[standing]
        : w.old(w.states[standing], said, time);
    return {
      id: `reading-${one.id}`,
      text,
      ...(observed === undefined ? {} : { detail: observed.name }),
      at: one.at,
      kind: 'reading',
      ...(lacking ? { signal: signalOf[standing] } : {}),
      priority: reading,
    };
  }

  const raised = [...census.raised].filter(marks.stands);
  const wordless = new Set(raised.filter((place) => spokenFor.has(standsAt(place).one.id)));
  return [
    ...marks.clusters().map(cluster),
    ...raised
      .filter((place) => !wordless.has(place))
      .sort((a, b) => census.looks[b]! - census.looks[a]!)
      .slice(0, mostRaised)
      .flatMap(raisedAt),
    ...marks
      .near()
      .flatMap((place) => (census.raised.has(place) || !marks.stands(place) ? [] : [readingAt(place)])),
  ];
}
