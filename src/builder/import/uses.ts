import type { BuildingUse } from '@/contracts/base';

const byWord: readonly (readonly [BuildingUse, RegExp])[] = [
  [
    'residential',
    /^(yes_home|apartments|residential|house|detached|terrace|dormitory|bungalow|semidetached_house|hut|cabin|farm|villa)$|住宅|居住|宿舍|公寓|民居|别墅/,
  ],
  ['office', /^(office|government)$|办公|写字楼|商务/],
  ['commercial', /^(commercial|retail|supermarket|kiosk|hotel|mall|shop)$|商业|商场|酒店|宾馆|购物|市场/],
  [
    'industrial',
    /^(industrial|warehouse|factory|manufacture|storage_tank|farm_auxiliary|greenhouse|shed)$|工业|厂房|仓储|仓库|车间/,
  ],
  ['education', /^(school|university|college|kindergarten)$|教育|学校|大学|中学|小学|教学|幼儿/],
  ['medical', /^(hospital|clinic)$|医院|医疗|卫生/],
  [
    'transport',
    /^(train_station|transportation|parking|garage|garages|hangar|carport|bridge|subway_station)$|交通|车站|车库|机场|停车/,
  ],
  [
    'public',
    /^(public|civic|church|temple|mosque|pagoda|stadium|sports_hall|museum|library|service|toilets|fire_station)$|公共|文化|体育|博物|图书|寺|教堂/,
  ],
];

/** The use a word of a source stands for; dwellings where it says nothing, as most buildings are. */
export const meantUse = (...words: readonly unknown[]): BuildingUse => {
  for (const word of words) {
    if (typeof word !== 'string') continue;
    const text = word.trim().toLowerCase();
    for (const [use, pattern] of byWord) if (pattern.test(text)) return use;
  }
  return 'residential';
};
