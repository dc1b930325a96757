import axe from 'axe-core';

/** What axe finds in a part of the page, in words; jsdom paints nothing, so contrast is measured in a real browser. */
export async function axeProblems(part: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(part, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html).join(' ')}`);
}
