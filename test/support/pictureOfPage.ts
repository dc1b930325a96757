import type { Page } from 'playwright-core';

export type Colour = readonly [red: number, green: number, blue: number];

/** The middle of the map, CSS pixels of the page. */
export async function middleOf(page: Page): Promise<[x: number, y: number]> {
  const map = await page.getByRole('application').boundingBox();
  if (map === null) throw new Error('no map');
  return [map.x + map.width / 2, map.y + map.height / 2];
}

/** The colour a person sees on the page, so many pixels right of and below the middle of the map. */
export async function colourAt(page: Page, right: number, below: number): Promise<Colour> {
  const [x, y] = await middleOf(page);
  const clip = { x: x + right, y: y + below, width: 1, height: 1 };
  const picture = await page.screenshot({ clip, type: 'png' });
  const [red = 0, green = 0, blue = 0] = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const drawn = new OffscreenCanvas(1, 1).getContext('2d');
    drawn?.drawImage(image, 0, 0);
    return [...(drawn?.getImageData(0, 0, 1, 1).data ?? [])];
  }, picture.toString('base64'));
  return [red, green, blue];
}
