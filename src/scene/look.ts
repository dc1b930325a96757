import type { Theme } from '@/contracts/ids';

/** Street classes of the ground, widest first. */
export const streetClasses = ['express', 'arterial', 'collector', 'local'] as const;
export type StreetClass = (typeof streetClasses)[number];

export interface StreetLook {
  readonly colour: string;
  /** A wider stroke below the street: a kerb by day, lamplight by night. */
  readonly under: string;
  /** How much wider than the street the stroke below is, in pixels on either side. */
  readonly spread: number;
  /** From near, where a street is a surface and no longer a line of light. */
  readonly near: string;
  /** The line between its two ways, from near. */
  readonly mark?: string;
  /** Lamps along it, seen one by one from near; none where the sun is up. */
  readonly lamp?: string;
}

/** The map's own colours in one theme; sRGB, as a designer would name them. */
export interface Look {
  /** Where the ground ends and the sky begins. */
  readonly haze: string;
  readonly sky: readonly [low: string, middle: string, high: string];
  readonly land: string;
  /** Outside the municipality. */
  readonly beyond: string;
  /** Plots of the country, and the balks between them. */
  readonly fields: { readonly tones: readonly string[]; readonly balk: string };
  readonly blocks: Readonly<Record<string, string>>;
  readonly green: Readonly<Record<string, string>>;
  readonly districtLine: string;
  readonly water: Readonly<Record<string, string>>;
  readonly shore: string;
  /** A softer band inside the water along its shore. */
  readonly shallows: string;
  readonly streets: Readonly<Record<StreetClass, StreetLook>>;
  /** How strongly slopes turned to the light are lit and those turned away darkened. */
  readonly relief: { readonly light: number; readonly dark: number };
  /** Railways: the bed, the dark of the line, and the light fields in it. */
  readonly rail: { readonly bed: string; readonly track: string; readonly field: string };
  readonly buildings: BuildingLook;
  readonly sketch: { readonly line: string; readonly fill: string; readonly dot: string };
}

export interface BuildingLook {
  /** 1 where lamps are lit and the sun is down. */
  readonly night: number;
  readonly walls: readonly [pale: string, warm: string, cool: string];
  /** 里分 and schools; slabs of the eighties; sheds, and their blue steel roofs. */
  readonly brick: string;
  readonly concrete: string;
  readonly metal: string;
  readonly steel: string;
  readonly roof: string;
  readonly tiles: string;
  readonly glass: string;
  readonly pane: string;
  readonly lamp: string;
  readonly selected: string;
  /** Light on faces turned from the sun, and what the sun adds; of 1. */
  readonly ambient: number;
  readonly sun: number;
  /** What faces look like that see the ground, and those that see the sky: multiplied into the light of shade. */
  readonly bounce: string;
  readonly shade: string;
  /** Drawn along the corners of walls, and how strongly, 0…1. */
  readonly edge: string;
  readonly edged: number;
  /** On the ground: what a shadow darkens to, and how much, 0…1. */
  readonly shadow: string;
  readonly shadowed: number;
}

const night: Look = {
  haze: '#16283c',
  sky: ['#1b3149', '#101f33', '#070e1a'],
  land: '#131c28',
  beyond: '#111a26',
  fields: { tones: ['#131d27', '#141f26', '#121c29', '#15202a'], balk: '#18242c' },
  blocks: {
    residential: '#18222f',
    commercial: '#2a2825',
    industrial: '#171f2b',
    campus: '#17242c',
    village: '#1a222d',
    public: '#1a2430',
  },
  green: { park: '#13261f', hill: '#11221a', island: '#14241f', embankment: '#152429' },
  districtLine: '#34506f',
  water: { river: '#06192f', lake: '#071b33', channel: '#081c33' },
  shore: '#2f648f',
  shallows: 'rgba(40, 96, 140, 0.16)',
  streets: {
    express: {
      colour: '#d39a55',
      under: 'rgba(220, 146, 66, 0.24)',
      spread: 6,
      near: '#3d352f',
      mark: '#8a775c',
      lamp: '#ffd9a0',
    },
    arterial: {
      colour: '#a8793f',
      under: 'rgba(214, 138, 60, 0.22)',
      spread: 5,
      near: '#352f2c',
      mark: '#75664f',
      lamp: '#ffcf92',
    },
    collector: {
      colour: '#5f5140',
      under: 'rgba(180, 120, 60, 0.08)',
      spread: 2.5,
      near: '#2e2c2d',
      mark: '#544c42',
      lamp: '#e0a868',
    },
    local: { colour: '#2c3442', under: 'rgba(0, 0, 0, 0)', spread: 0, near: '#262c37' },
  },
  relief: { light: 0.3, dark: 0.9 },
  rail: { bed: '#1b2531', track: '#4a5a6d', field: '#7d8da0' },
  buildings: {
    night: 1,
    walls: ['#27303c', '#2f2e32', '#232d3a'],
    brick: '#322827',
    concrete: '#25272b',
    metal: '#2a323c',
    steel: '#24364c',
    roof: '#1a222d',
    tiles: '#252023',
    glass: '#1d3349',
    pane: '#141d29',
    lamp: '#ffb765',
    selected: '#46b4ff',
    ambient: 0.66,
    sun: 0.3,
    bounce: '#fff4e6',
    shade: '#f2f7ff',
    edge: '#000000',
    edged: 0,
    shadow: '#04070c',
    shadowed: 0.5,
  },
  sketch: { line: '#5cc8ff', fill: 'rgba(92, 200, 255, 0.16)', dot: '#ffffff' },
};

const day: Look = {
  haze: '#dfe5e8',
  sky: ['#e3e9ec', '#c4d8e6', '#93b9d6'],
  land: '#e4dfd4',
  beyond: '#dcdacf',
  fields: { tones: ['#dfddc8', '#d9dabf', '#e3ddc9', '#d3d7b8'], balk: '#cdceb2' },
  blocks: {
    residential: '#dcd5c8',
    commercial: '#ded3c6',
    industrial: '#d5d3cf',
    campus: '#d9dac6',
    village: '#d8cfc0',
    public: '#dcd7cc',
  },
  green: { park: '#bccf9f', hill: '#a5bf8c', island: '#c6d3a6', embankment: '#ccd6b4' },
  districtLine: '#a89f8e',
  water: { river: '#93b8cc', lake: '#9ac0d3', channel: '#9fc2d3' },
  shore: '#6d97ae',
  shallows: 'rgba(205, 228, 234, 0.34)',
  streets: {
    express: { colour: '#fffaf0', under: '#cbbfa9', spread: 1.2, near: '#f3efe6', mark: '#d9b465' },
    arterial: { colour: '#ffffff', under: '#cdc5b6', spread: 1.1, near: '#f5f3ee', mark: '#d9b465' },
    collector: { colour: '#fbf9f5', under: '#d3ccbf', spread: 0.8, near: '#f5f2ec', mark: '#cfc8ba' },
    local: { colour: '#f2eee7', under: 'rgba(0, 0, 0, 0)', spread: 0, near: '#f2eee7' },
  },
  relief: { light: 0.8, dark: 0.75 },
  rail: { bed: '#cfcac0', track: '#8b8781', field: '#f2efe9' },
  buildings: {
    night: 0,
    walls: ['#f6f1e8', '#ecdcc4', '#dfe3e4'],
    brick: '#c29a84',
    concrete: '#d6cdbe',
    metal: '#d3d8da',
    steel: '#8fabc0',
    roof: '#e9e4da',
    tiles: '#c69c87',
    glass: '#7ea6bf',
    pane: '#8796a2',
    lamp: '#ffe2b0',
    selected: '#1273d6',
    ambient: 0.8,
    sun: 0.37,
    bounce: '#fff3e0',
    shade: '#f3f8ff',
    edge: '#000000',
    edged: 0,
    shadow: '#3c4657',
    shadowed: 0.3,
  },
  sketch: { line: '#0b63c4', fill: 'rgba(11, 99, 196, 0.16)', dot: '#ffffff' },
};

const contrast: Look = {
  haze: '#101418',
  sky: ['#101418', '#080a0c', '#000000'],
  land: '#0a0a0a',
  beyond: '#050505',
  fields: { tones: ['#0a0a0a', '#0c0d0a', '#0a0b0c', '#0d0d0b'], balk: '#161616' },
  blocks: {
    residential: '#161616',
    commercial: '#1c1c1c',
    industrial: '#121212',
    campus: '#181a14',
    village: '#171717',
    public: '#1a1a1a',
  },
  green: { park: '#0e2a12', hill: '#0c2410', island: '#10280f', embankment: '#12240f' },
  districtLine: '#8a8a8a',
  water: { river: '#00224d', lake: '#00224d', channel: '#00224d' },
  shore: '#8fd0ff',
  shallows: 'rgba(0, 70, 140, 0.3)',
  streets: {
    express: { colour: '#ffffff', under: '#000000', spread: 1, near: '#ffffff', mark: '#000000' },
    arterial: { colour: '#d0d0d0', under: '#000000', spread: 1, near: '#d0d0d0', mark: '#000000' },
    collector: { colour: '#8a8a8a', under: '#000000', spread: 0.5, near: '#8a8a8a' },
    local: { colour: '#4a4a4a', under: 'rgba(0, 0, 0, 0)', spread: 0, near: '#4a4a4a' },
  },
  relief: { light: 0.5, dark: 0.9 },
  rail: { bed: '#1c1c1c', track: '#9a9a9a', field: '#ffffff' },
  buildings: {
    night: 0,
    walls: ['#5a5a5a', '#525252', '#626262'],
    brick: '#4e4e4e',
    concrete: '#565656',
    metal: '#606060',
    steel: '#6e6e6e',
    roof: '#9a9a9a',
    tiles: '#868686',
    glass: '#4a5a68',
    pane: '#262626',
    lamp: '#ffffff',
    selected: '#ffff00',
    ambient: 0.55,
    sun: 0.5,
    bounce: '#ffffff',
    shade: '#ffffff',
    edge: '#ffffff',
    edged: 0.75,
    shadow: '#000000',
    shadowed: 0.5,
  },
  sketch: { line: '#ffff00', fill: 'rgba(255, 255, 0, 0.2)', dot: '#ffffff' },
};

export const looks: Readonly<Record<Theme, Look>> = { night, day, contrast };
