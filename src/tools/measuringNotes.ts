import type { Text } from '@/contracts/text';

/** What every measurement on the ground rests on, and where its ± comes from. */
export function measuringNotes(pointDoubt: number): readonly Text[] {
  const doubt = pointDoubt < 10 ? pointDoubt.toFixed(1) : String(Math.round(pointDoubt));
  return [
    {
      zh: 'WGS 84 / CGCS2000 椭球面上的水平量；点取自地形表面，坡面的起伏不计入。',
      en: 'Level figures on the WGS 84 / CGCS2000 ellipsoid: points are taken on the relief, its slopes are not counted in.',
    },
    {
      zh: `± 来自点选：每点约 ${doubt} m（当前视角下两个像素）；不含底图本身的误差。`,
      en: `± comes from picking: about ${doubt} m a point (two pixels at this view); errors of the base itself are not in it.`,
    },
  ];
}
