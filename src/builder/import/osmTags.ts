import { streetWidths, type StreetClass } from '../streets/street';
import type { Tags } from './readPbf';
import { numberIn } from './heights';

/** What a thing of OpenStreetMap is to this city, by its tags; nothing where the base shows no such thing. */
export type Meaning =
  | { readonly kind: 'building' }
  /** A piece of a building with a height of its own; with pieces, the outline is not drawn. */
  | { readonly kind: 'part' }
  /** The outline of a bridge's deck. */
  | { readonly kind: 'bridge' }
  | {
      readonly kind: 'street';
      readonly class: StreetClass;
      readonly widthM: number;
      readonly bridge: boolean;
    }
  | { readonly kind: 'rail'; readonly class: 'rail' | 'highspeed' | 'yard' }
  | { readonly kind: 'water'; readonly water: 'river' | 'lake' | 'channel' }
  | { readonly kind: 'green'; readonly green: 'park' | 'island' };

const streetClasses: Readonly<Record<string, StreetClass>> = {
  motorway: 'express',
  trunk: 'express',
  primary: 'arterial',
  secondary: 'collector',
  tertiary: 'collector',
  unclassified: 'local',
  residential: 'local',
  living_street: 'local',
};
/** Kerb to kerb per lane, metres (CJJ 37: 3.25–3.75). */
const laneM = 3.5;

const greens = /^(park|garden|nature_reserve|golf_course)$/;
const landGreens = /^(forest|grass|recreation_ground|village_green|cemetery|meadow)$/;

export const meaningOf = (tags: Tags): Meaning | undefined => {
  const { building, highway, railway, natural, waterway, leisure, landuse } = tags as Readonly<
    Partial<Record<string, string>>
  >;
  if (building !== undefined && building !== 'no') return { kind: 'building' };
  if ((tags['building:part'] ?? 'no') !== 'no') return { kind: 'part' };
  if (tags['man_made'] === 'bridge') return { kind: 'bridge' };
  if (highway !== undefined) return streetOf(highway, tags);
  if (railway === 'rail' || railway === 'light_rail')
    return tags['tunnel'] === 'yes'
      ? undefined
      : {
          kind: 'rail',
          class: tags['highspeed'] === 'yes' ? 'highspeed' : tags['service'] !== undefined ? 'yard' : 'rail',
        };
  if (waterway === 'riverbank' || (natural === 'water' && /^(river|oxbow)$/.test(tags['water'] ?? '')))
    return { kind: 'water', water: 'river' };
  if (natural === 'water' || landuse === 'reservoir')
    return {
      kind: 'water',
      water: /^(canal|ditch|stream|drain)$/.test(tags['water'] ?? '') ? 'channel' : 'lake',
    };
  if (greens.test(leisure ?? '') || landGreens.test(landuse ?? '') || natural === 'wood')
    return { kind: 'green', green: 'park' };
  if (tags['place'] === 'island') return { kind: 'green', green: 'island' };
  return undefined;
};

const streetOf = (highway: string, tags: Tags): Meaning | undefined => {
  const own = streetClasses[highway.replace(/_link$/, '')];
  if (own === undefined || (tags['tunnel'] ?? 'no') !== 'no' || tags['area'] === 'yes') return undefined;
  const width = numberIn(tags['width']);
  const lanes = numberIn(tags['lanes']);
  const believed = (value: number | undefined, most: number): value is number =>
    value !== undefined && value >= 1 && value <= most;
  return {
    kind: 'street',
    class: own,
    // A way is one carriageway of a divided road; without width and lanes half its class's is nearer than the whole.
    widthM: believed(width, 80)
      ? width
      : believed(lanes, 16)
        ? Math.round(lanes) * laneM
        : tags['oneway'] === 'yes'
          ? streetWidths[own] / 2
          : streetWidths[own],
    bridge: (tags['bridge'] ?? 'no') !== 'no',
  };
};

/** The Chinese name of a thing, else whatever it is called. */
export const nameIn = (tags: Tags): string => (tags['name:zh'] ?? tags['name'] ?? '').slice(0, 80);
