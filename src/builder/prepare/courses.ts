import type { AxisCourse } from './axes';

const [jiangan, jianghan, qiaokou, hanyang, wuchang, qingshan, hongshan] = [
  '420102',
  '420103',
  '420104',
  '420105',
  '420106',
  '420107',
  '420111',
] as const;
const [dongxihu, hannan, caidian, jiangxia, huangpi, xinzhou, outside] = [
  '420112',
  '420113',
  '420114',
  '420115',
  '420116',
  '420117',
  '',
] as const;

/** The Yangtze by the channel north of 天兴洲, which is where the district border runs. */
export const yangtze: AxisCourse = {
  id: 'yangtze',
  borders: [
    [hannan, outside],
    [hannan, jiangxia],
    [caidian, jiangxia],
    [caidian, wuchang],
    [hanyang, wuchang],
    [jianghan, wuchang],
    [jiangan, wuchang],
    [jiangan, qingshan],
    [jiangan, hongshan],
    [huangpi, hongshan],
    [xinzhou, hongshan],
    [xinzhou, outside],
  ],
  from: [113.86, 30.192],
  to: [114.852, 30.638],
  smoothing: 900,
  known: [
    [114.282787, 30.552201],
    [114.320165, 30.605152],
    [114.236111, 30.49],
    [114.341944, 30.6275],
    [114.2794, 30.5308],
    [114.256667, 30.510278],
    [114.307222, 30.579167],
    [114.313889, 30.596111],
    [114.2997, 30.5753],
    [114.2775, 30.5397],
    [114.3175, 30.6017],
  ],
  widths: [
    [[113.86, 30.192], 620],
    [[114.08, 30.27], 560],
    [[114.147, 30.391], 500],
    [[114.236, 30.49], 500],
    [[114.2567, 30.5103], 540],
    [[114.2794, 30.5308], 570],
    [[114.2828, 30.5522], 560],
    [[114.2997, 30.5753], 560],
    [[114.3202, 30.6052], 610],
    [[114.3419, 30.6275], 680],
    [[114.352, 30.642], 600],
    [[114.364, 30.662], 330],
    [[114.388, 30.69], 290],
    [[114.439, 30.703], 300],
    [[114.478, 30.701], 420],
    [[114.505, 30.696], 640],
    [[114.545, 30.67], 620],
    [[114.6, 30.595], 650],
    [[114.66, 30.578], 680],
    [[114.852, 30.638], 720],
  ],
};

/** South of 天兴洲: the main channel, along the border of 青山 and 洪山. */
export const southChannel: AxisCourse = {
  id: 'yangtze-south-channel',
  borders: [[qingshan, hongshan]],
  from: [114.357, 30.651],
  to: [114.46, 30.6795],
  onward: [
    [114.478, 30.6865],
    [114.497, 30.6935],
    [114.513, 30.694],
  ],
  smoothing: 400,
  known: [[114.400278, 30.656944]],
  widths: [
    [[114.357, 30.651], 560],
    [[114.4, 30.659], 600],
    [[114.46, 30.6795], 560],
    [[114.513, 30.694], 560],
  ],
};

export const han: AxisCourse = {
  id: 'han',
  borders: [
    [dongxihu, caidian],
    [qiaokou, caidian],
    [qiaokou, hanyang],
    [jianghan, hanyang],
  ],
  from: [113.937, 30.694],
  to: [114.289, 30.5655],
  onward: [[114.2917, 30.5644]],
  smoothing: 180,
  known: [
    [114.279, 30.5656],
    [114.2617, 30.5647],
    [114.2442, 30.5683],
    [114.2267, 30.5739],
    [114.2044, 30.5853],
    [114.1849, 30.5843],
    [114.1608, 30.6035],
  ],
  widths: [
    [[113.937, 30.694], 165],
    [[114.12, 30.598], 155],
    [[114.2, 30.585], 135],
    [[114.25, 30.567], 120],
    [[114.283, 30.566], 125],
    [[114.2917, 30.5644], 150],
  ],
};

/** 府河, the northern edge of Hankou, down to the Yangtze at 谌家矶. */
export const fu: AxisCourse = {
  id: 'fu',
  borders: [
    [dongxihu, huangpi],
    [jiangan, huangpi],
  ],
  from: [114.17, 30.77],
  to: [114.386, 30.687],
  smoothing: 220,
  known: [],
  widths: [
    [[114.17, 30.77], 80],
    [[114.3, 30.69], 95],
    [[114.386, 30.687], 120],
  ],
};
