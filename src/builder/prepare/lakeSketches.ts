import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';

/**
 * A lake of the inner city as a sketch: lobes drawn by hand at the known place, a shore roughened by seeded noise, and the
 * whole widened or narrowed until it has the published area. Right in place and size, indicative in outline.
 */
export interface LakeSketch {
  readonly name: Text;
  /** Published or commonly given area, km². */
  readonly km2: number;
  /** L: area read in a source, outline sketched; K: neither re-read. */
  readonly confidence: 'L' | 'K';
  /** Also guided by the OpenStreetMap extract, and so under its licence. */
  readonly openStreetMap: boolean;
  readonly lobes: readonly (readonly LonLat[])[];
  /** Dykes and causeways that divide the lake: lines and their width in metres. */
  readonly causeways?: readonly { readonly line: readonly LonLat[]; readonly width: number }[];
  /** How ragged the shore is; 1 is usual. */
  readonly ragged?: number;
}

/** Points as "lon,lat lon,lat …": outlines stay short enough to be read beside a map. */
function outline(text: string): LonLat[] {
  return text.split(' ').map((pair) => {
    const [lon, lat] = pair.split(',').map(Number);
    return [lon!, lat!];
  });
}

/** 楚河, dug in 2011 from 沙湖 to 水果湖: the line and half its width in metres. */
export const chuCanal = {
  name: { zh: '楚河', en: 'Chu Canal' },
  line: outline(
    '114.3385,30.5608 114.3392,30.5585 114.3405,30.557 114.346,30.5563 114.3505,30.557 114.3545,30.5578',
  ),
  halfWidth: 20,
} as const;

export const lakeSketches: readonly LakeSketch[] = [
  {
    name: { zh: '东湖', en: 'East Lake' },
    km2: 33.9,
    confidence: 'L',
    openStreetMap: true,
    ragged: 1.15,
    lobes: [
      // 郭郑湖, with the long bay that reaches south between 珞珈山 and 磨山
      outline(
        '114.3668,30.5705 114.3655,30.5625 114.362,30.557 114.3648,30.551 114.3705,30.547 114.3778,30.545 114.3828,30.5395 114.3838,30.531 114.3898,30.5272 114.3965,30.5315 114.396,30.5395 114.4012,30.544 114.4052,30.5485 114.4062,30.5548 114.409,30.5605 114.397,30.5665 114.382,30.574 114.3715,30.5768',
      ),
      // 汤菱湖
      outline(
        '114.3735,30.577 114.385,30.568 114.398,30.5605 114.4085,30.5582 114.416,30.5628 114.413,30.5695 114.4165,30.575 114.412,30.5825 114.4148,30.59 114.41,30.5985 114.401,30.601 114.392,30.5975 114.39,30.5895 114.3835,30.5855 114.3775,30.583',
      ),
      // 团湖 and 小潭湖, east of 磨山
      outline(
        '114.413,30.5575 114.423,30.5568 114.43,30.5535 114.438,30.5552 114.443,30.562 114.4385,30.57 114.431,30.5762 114.4225,30.5785 114.414,30.574 114.4158,30.566',
      ),
      // 后湖
      outline(
        '114.431,30.5545 114.438,30.5512 114.446,30.5528 114.455,30.549 114.466,30.548 114.4645,30.54 114.4565,30.5352 114.4515,30.527 114.4435,30.523 114.4392,30.53 114.434,30.5375 114.4295,30.5435',
      ),
      // 喻家湖
      outline(
        '114.417,30.5295 114.4255,30.5302 114.4305,30.5355 114.4268,30.5405 114.4195,30.5382 114.4145,30.5335',
      ),
      // 水果湖
      outline(
        '114.3518,30.5588 114.3555,30.5608 114.361,30.5602 114.365,30.559 114.3645,30.5555 114.3575,30.5545 114.3528,30.5558',
      ),
    ],
    causeways: [
      // 湖中道: 梨园 – 湖心亭 – 磨山
      {
        line: outline(
          '114.3705,30.5785 114.3765,30.5745 114.3838,30.5712 114.3905,30.5662 114.3975,30.563 114.4025,30.559 114.407,30.5545',
        ),
        width: 46,
      },
      // 落雁路
      {
        line: outline(
          '114.4105,30.5545 114.4125,30.56 114.4138,30.566 114.4152,30.572 114.4185,30.5785 114.421,30.583',
        ),
        width: 60,
      },
      // 团湖 – 后湖
      {
        line: outline('114.4255,30.5515 114.432,30.5535 114.4385,30.5545 114.446,30.558'),
        width: 60,
      },
    ],
  },
  {
    name: { zh: '沙湖', en: 'Sha Lake' },
    km2: 3.1,
    confidence: 'K',
    openStreetMap: false,
    ragged: 0.6,
    lobes: [
      outline(
        '114.318,30.5705 114.3225,30.566 114.3275,30.5615 114.334,30.5598 114.3405,30.5615 114.3452,30.5668 114.343,30.572 114.3372,30.5735 114.333,30.5778 114.3265,30.577 114.3215,30.5745',
      ),
    ],
    causeways: [
      {
        line: outline('114.3395,30.5585 114.3372,30.566 114.336,30.576'),
        width: 40,
      },
    ],
  },
  {
    name: { zh: '南湖', en: 'South Lake' },
    km2: 7.64,
    confidence: 'L',
    openStreetMap: true,
    lobes: [
      outline(
        '114.336,30.4905 114.343,30.4965 114.352,30.4985 114.3595,30.4945 114.367,30.4985 114.376,30.496 114.383,30.4915 114.3825,30.485 114.375,30.48 114.367,30.4795 114.362,30.4735 114.354,30.474 114.351,30.481 114.342,30.4815 114.336,30.485',
      ),
    ],
  },
  {
    name: { zh: '墨水湖', en: 'Moshui Lake' },
    km2: 3.6,
    confidence: 'K',
    openStreetMap: false,
    lobes: [
      outline(
        '114.2095,30.5395 114.2145,30.545 114.2225,30.5475 114.231,30.545 114.239,30.5482 114.2455,30.5455 114.2445,30.54 114.2385,30.538 114.231,30.5345 114.2235,30.533 114.2175,30.5355',
      ),
    ],
  },
  {
    name: { zh: '月湖', en: 'Yue Lake' },
    km2: 0.66,
    confidence: 'K',
    openStreetMap: false,
    ragged: 0.7,
    lobes: [
      outline(
        '114.2448,30.5575 114.2485,30.5608 114.253,30.5618 114.2575,30.5602 114.2585,30.5575 114.255,30.5562 114.25,30.5557',
      ),
    ],
  },
  {
    name: { zh: '莲花湖', en: 'Lianhua Lake' },
    km2: 0.08,
    confidence: 'K',
    openStreetMap: false,
    ragged: 0.6,
    lobes: [outline('114.2685,30.5532 114.2708,30.5548 114.2732,30.5542 114.2728,30.5525 114.27,30.5522')],
  },
  {
    name: { zh: '紫阳湖', en: 'Ziyang Lake' },
    km2: 0.14,
    confidence: 'K',
    openStreetMap: false,
    ragged: 0.6,
    lobes: [outline('114.2978,30.5342 114.3002,30.5354 114.3025,30.534 114.3018,30.532 114.2988,30.532')],
  },
  {
    name: { zh: '杨春湖', en: 'Yangchun Lake' },
    km2: 0.58,
    confidence: 'L',
    openStreetMap: false,
    ragged: 0.7,
    lobes: [outline('114.4,30.61 114.4042,30.6128 114.4082,30.612 114.4075,30.6088 114.4035,30.6068')],
  },
  {
    name: { zh: '汤逊湖', en: 'Tangxun Lake' },
    km2: 47.6,
    confidence: 'L',
    openStreetMap: true,
    ragged: 2.1,
    lobes: [
      outline(
        '114.316,30.446 114.326,30.4555 114.336,30.457 114.343,30.467 114.353,30.466 114.357,30.455 114.368,30.451 114.376,30.44 114.383,30.443 114.391,30.45 114.404,30.4505 114.41,30.442 114.403,30.433 114.407,30.421 114.4,30.412 114.395,30.403 114.392,30.391 114.382,30.3845 114.376,30.394 114.366,30.387 114.355,30.386 114.352,30.397 114.34,30.399 114.335,30.409 114.323,30.411 114.321,30.423 114.312,30.432',
      ),
    ],
  },
  {
    name: { zh: '黄家湖', en: 'Huangjia Lake' },
    km2: 7.5,
    confidence: 'K',
    openStreetMap: false,
    ragged: 1.2,
    lobes: [
      outline(
        '114.262,30.448 114.268,30.455 114.2755,30.4515 114.283,30.449 114.285,30.439 114.279,30.431 114.277,30.4215 114.267,30.423 114.262,30.433 114.2575,30.441',
      ),
    ],
  },
  {
    name: { zh: '青菱湖', en: 'Qingling Lake' },
    km2: 7.6,
    confidence: 'K',
    openStreetMap: false,
    ragged: 1.2,
    lobes: [
      outline(
        '114.226,30.446 114.236,30.449 114.244,30.444 114.246,30.434 114.242,30.423 114.237,30.412 114.228,30.416 114.227,30.428 114.221,30.437',
      ),
    ],
  },
  {
    name: { zh: '野芷湖', en: 'Yezhi Lake' },
    km2: 1.6,
    confidence: 'K',
    openStreetMap: false,
    lobes: [
      outline(
        '114.319,30.4685 114.326,30.4715 114.3325,30.469 114.3335,30.4655 114.3265,30.464 114.32,30.465',
      ),
    ],
  },
  {
    name: { zh: '龙阳湖', en: 'Longyang Lake' },
    km2: 1.68,
    confidence: 'K',
    openStreetMap: false,
    lobes: [
      outline(
        '114.1765,30.5495 114.181,30.5555 114.1875,30.5545 114.1895,30.549 114.186,30.5435 114.18,30.5428',
      ),
    ],
  },
  {
    name: { zh: '南太子湖', en: 'South Taizi Lake' },
    km2: 3.6,
    confidence: 'K',
    openStreetMap: false,
    lobes: [
      outline(
        '114.186,30.497 114.191,30.5045 114.1985,30.507 114.207,30.504 114.21,30.496 114.203,30.491 114.193,30.49',
      ),
    ],
  },
  {
    name: { zh: '三角湖', en: 'Sanjiao Lake' },
    km2: 2.39,
    confidence: 'K',
    openStreetMap: false,
    lobes: [outline('114.175,30.516 114.182,30.5235 114.19,30.522 114.192,30.5155 114.184,30.512')],
  },
  {
    name: { zh: '北太子湖', en: 'North Taizi Lake' },
    km2: 0.52,
    confidence: 'K',
    openStreetMap: false,
    ragged: 0.7,
    lobes: [outline('114.209,30.521 114.213,30.525 114.2185,30.5245 114.2185,30.52 114.213,30.5185')],
  },
  {
    name: { zh: '严西湖', en: 'Yanxi Lake' },
    km2: 14.2,
    confidence: 'K',
    openStreetMap: true,
    ragged: 1.4,
    lobes: [
      outline(
        '114.4515,30.564 114.462,30.5695 114.47,30.581 114.4755,30.595 114.485,30.601 114.494,30.594 114.491,30.581 114.4995,30.569 114.494,30.559 114.484,30.552 114.477,30.557 114.468,30.5572 114.4595,30.5565',
      ),
    ],
  },
  {
    name: { zh: '金银湖', en: 'Jinyin Lake' },
    km2: 8.1,
    confidence: 'K',
    openStreetMap: true,
    ragged: 1.3,
    lobes: [
      outline(
        '114.158,30.639 114.168,30.6485 114.18,30.6445 114.192,30.6485 114.206,30.65 114.217,30.646 114.219,30.639 114.208,30.6355 114.196,30.6395 114.184,30.6355 114.172,30.634 114.164,30.634',
      ),
    ],
  },
  {
    name: { zh: '后官湖', en: 'Houguan Lake' },
    km2: 31.9,
    confidence: 'L',
    openStreetMap: true,
    ragged: 1.7,
    lobes: [
      outline(
        '114.04,30.515 114.05,30.529 114.065,30.526 114.075,30.538 114.09,30.541 114.105,30.548 114.125,30.54 114.135,30.526 114.121,30.512 114.124,30.495 114.118,30.475 114.108,30.478 114.1,30.496 114.085,30.503 114.07,30.496 114.055,30.504',
      ),
    ],
  },
];
