import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ScopeHead } from '@/panels/scope/ScopeHead';
import { createFakeCity, depthAlarm } from '../support/fakeCity';
import { quarters, seriesAt } from '../support/quarteredCity';
import { axeProblems } from './axe';

const catalogue = seriesAt([
  { lon: 114.05, district: '420111' },
  { lon: 114.11, district: '420111' },
  { lon: 114.111, district: '420111' },
  { lon: 114.31, district: '420115' },
  { lon: 114.5, district: '420115' },
]);

function drilled(options: Parameters<typeof createFakeCity>[0] = {}) {
  const fake = createFakeCity({ catalogue, ...options });
  fake.asked.partitions.mockResolvedValue({ subdistricts: [...quarters.subdistricts], communities: [] });
  fake.asked.districts.mockResolvedValue({
    type: 'FeatureCollection',
    features: quarters.districts.map(({ code, name }) => ({
      type: 'Feature',
      properties: { code, name },
      geometry: { type: 'Polygon', coordinates: [] },
    })),
  });
  fake.hear(1, 3);
  fake.hear(2, 60);
  fake.hear(3, 5);
  fake.hear(4, 3);
  const view = fake.render(<ScopeHead />);
  const flown = () => fake.city.scene.getState().flight;
  return { ...fake, ...view, flown, person: userEvent.setup() };
}

// Each walk is many presses, and a busy machine takes its time over each.
describe('going down into the city', { timeout: 30_000 }, () => {
  it('leads from the city through a district to a subdistrict and to the card of a device, by keyboard alone', async () => {
    const { city, person, flown } = drilled();
    const open = await screen.findByRole('button', { name: '全市：选择下一级' });
    open.focus();
    await person.keyboard('{Enter}');
    const search = await screen.findByRole('searchbox', { name: '按名称或代码查找' });
    await person.type(search, '洪山');
    const list = screen.getByRole('listbox', { name: '全市的组成' });
    expect(within(list).getAllByRole('option')).toHaveLength(1);
    await person.tab();
    await person.keyboard('{Enter}');
    await waitFor(() => expect(city.signs.getState().scope).toBe('420111'));
    expect(flown()).toMatchObject({ kind: 'place', at: [114.1, 30.5] });
    await screen.findByRole('listbox', { name: '洪山区的组成' });
    await person.keyboard('080');
    await person.tab();
    await person.keyboard('{Enter}');
    await waitFor(() => expect(city.signs.getState().scope).toBe('420111080'));
    const devices = await screen.findByRole('listbox', { name: '街 420111080的设备' });
    expect(within(devices).getAllByRole('option')).toHaveLength(2);
    within(devices).getAllByRole('option')[0]!.focus();
    await person.keyboard('{Enter}');
    expect(city.scene.getState().selection).toEqual({ layer: 'sensors', feature: '2' });
    expect(city.scene.getState().layers.sensors?.visible).toBe(true);
    expect(flown()).toMatchObject({ kind: 'place', at: [114.11, 30.5], range: 900 });
  });

  it('tells of each part the sign that stands worst in it, by shape and word', async () => {
    const { person, container } = drilled();
    await person.click(await screen.findByRole('button', { name: '全市：选择下一级' }));
    const hongshan = await screen.findByRole('option', { name: /^洪山区/ });
    expect(hongshan).toHaveTextContent('告警');
    expect(hongshan).toHaveTextContent('路面渍水深度');
    expect(hongshan.querySelector('svg')).not.toBeNull();
    expect(screen.getByRole('option', { name: /^江夏区/ })).not.toHaveTextContent('告警');
    expect(screen.getByText('功能区')).toBeVisible();
    expect(screen.getByText(/范围为示意生成/)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('goes back up the way one came: through the zone, and home to the whole city', async () => {
    const { city, person, flown } = drilled();
    await person.click(await screen.findByRole('button', { name: '全市：选择下一级' }));
    await person.click(await screen.findByRole('option', { name: /^东湖高新区/ }));
    await person.click(await screen.findByRole('option', { name: /^街 420111080/ }));
    const way = await screen.findByRole('navigation', { name: '体征范围' });
    await waitFor(() => expect(within(way).getByText('街 420111080')).toBeVisible());
    expect(within(way).queryByText('洪山区')).toBeNull();
    expect(screen.getByText(/自查看起/)).toBeVisible();
    city.select({ layer: 'signs', feature: '420111080' });
    await person.click(within(way).getByRole('button', { name: '东湖高新区（光谷）' }));
    await waitFor(() => expect(city.signs.getState().scope).toBe('zone-optics-valley'));
    expect(city.scene.getState().selection).toBeUndefined();
    await person.click(within(way).getByRole('button', { name: '全市' }));
    await waitFor(() => expect(city.signs.getState().scope).toBe('city'));
    expect(flown()).toMatchObject({ kind: 'pose' });
  });

  it('lists the devices that stand worst first, and those of one sign alone', async () => {
    const { city, person } = drilled({
      alarms: [{ ...depthAlarm, evidence: { ...depthAlarm.evidence, series: 3 }, severity: 'warning' }],
    });
    await city.lookAt('420111080');
    await person.click(await screen.findByRole('button', { name: '街 420111080的设备' }));
    const list = await screen.findByRole('listbox', { name: '街 420111080的设备' });
    const states = () =>
      within(list)
        .getAllByRole('option')
        .map((row) => /预警|告警|正常|无数据/.exec(row.textContent)?.[0]);
    expect(states()).toEqual(['预警', '正常']);
    const choice = screen.getByRole('combobox', { name: '只看参与该体征的' });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['全部设备', '路面渍水深度', '感知设备在线率与新鲜度']);
    await person.selectOptions(choice, '路面渍水深度');
    expect(states()).toEqual(['预警', '正常']);
  });

  it('says in English too where series stand in no subdistrict, and why a list cannot be had', async () => {
    const fake = drilled({ language: 'en' });
    await fake.city.lookAt('420115');
    await fake.person.click(await screen.findByRole('button', { name: 'Jiangxia: choose a part of it' }));
    expect(await screen.findByText(/1 more series stand over water/)).toBeVisible();
    fake.unmount();
    const broken = createFakeCity({ catalogue: { ...catalogue }, language: 'en' });
    broken.asked.partitions.mockRejectedValue(new Error('HTTP 500'));
    broken.render(<ScopeHead />);
    await fake.person.click(await screen.findByRole('button', { name: 'Whole city: choose a part of it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('HTTP 500');
    expect(vi.mocked(broken.asked.partitions)).toHaveBeenCalled();
  });
});
