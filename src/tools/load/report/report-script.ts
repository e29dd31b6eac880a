/** What the report does in a browser: draws its charts out of the data in the page, with uPlot. */
export const REPORT_SCRIPT = `
(() => {
  const { stages, seconds, judged, names } = JSON.parse(document.getElementById('data').textContent);
  const COLOURS = ['#2f6fdf', '#d9822b', '#1f9d6b', '#a34fc4', '#c23b4b', '#4a5568', '#0f9bb3', '#8a6100'];
  const x = seconds.map((row) => row.atMs / 1000);
  const ms = (v) => (v == null ? '' : v >= 1000 ? (v / 1000).toPrecision(3) + ' s' : Number(v.toPrecision(3)) + ' ms');
  const plain = (v) => (v == null ? '' : Math.round(v).toLocaleString('en-US'));
  const percent = (v) => (v == null ? '' : Math.round(v) + ' %');
  const axis = (values, more) => ({ values: (u, ticks) => ticks.map(values), size: 64, stroke: '#66707f',
    grid: { stroke: '#edf0f3' }, ticks: { stroke: '#edf0f3' }, ...more });

  // Stages that are judged are shaded; a line begins each.
  const shade = (u) => {
    const { ctx, bbox } = u;
    for (const stage of stages) {
      const left = Math.max(u.valToPos(stage.fromMs / 1000, 'x', true), bbox.left);
      const right = Math.min(u.valToPos(stage.toMs / 1000, 'x', true), bbox.left + bbox.width);
      if (right <= left) continue;
      ctx.fillStyle = stage.isJudged ? 'rgba(47, 111, 223, 0.06)' : 'rgba(0, 0, 0, 0)';
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.fillStyle = '#9aa4b2';
      ctx.font = 11 * devicePixelRatio + 'px sans-serif';
      if (right - left > 40 * devicePixelRatio) ctx.fillText(stage.name, left + 5 * devicePixelRatio, bbox.top + 13 * devicePixelRatio);
    }
  };

  function draw(id, series, more) {
    const place = document.getElementById(id);
    const shown = series.filter(({ data }) => data.some((value) => value != null));
    if (shown.length === 0) { place.textContent = 'Nothing was measured.'; return; }
    const scales = [...new Set(shown.map(({ scale }) => scale.key))];
    const options = {
      width: place.clientWidth, height: 230, hooks: { drawClear: [shade] }, cursor: { y: false },
      scales: { x: { time: false, range: (u, min, max) => [0, max] }, ...Object.fromEntries(scales.map((key) => [key, { range: (u, min, max) => [0, (max || 1) * 1.08] }])) },
      axes: [axis((v) => v + ' s', { size: 40 }), ...scales.map((key, index) => axis(shown.find(({ scale }) => scale.key === key).scale.text,
        { scale: key, side: index === 0 ? 3 : 1, grid: { show: index === 0, stroke: '#edf0f3' } }))],
      series: [{ label: 'at', value: (u, v) => (v == null ? '' : v.toFixed(0) + ' s') }, ...shown.map(({ label, scale }, index) => ({
        label, scale: scale.key, stroke: COLOURS[index % COLOURS.length], width: 2, spanGaps: true, points: { show: x.length < 3 },
        value: (u, v) => scale.text(v) }))],
      ...more,
    };
    new uPlot(options, [more?.x ?? x, ...shown.map(({ data }) => data)], place);
  }

  const COUNT = { key: 'count', text: plain }, MS = { key: 'ms', text: ms }, PERCENT = { key: 'percent', text: percent };
  const of = (name) => seconds.map((row) => row[name] ?? null);
  const p99 = (key) => seconds.map((row) => row.p99[key] ?? null);
  draw('bots', [
    { label: 'bots', data: of('bots'), scale: COUNT },
    { label: 'sent a second', data: of('sentPerSecond'), scale: { key: 'rate', text: plain } },
    { label: 'received a second', data: of('receivedPerSecond'), scale: { key: 'rate', text: plain } },
  ]);
  const single = ['generatorLag', 'hello', 'lab', 'resync'];
  const drawn = Object.keys(names).filter((key) => !single.includes(key) && !key.startsWith('reply:'));
  draw('times', drawn.map((key) => ({ label: names[key], data: p99(key), scale: MS })));
  draw('server', [
    { label: 'tick late p99', data: of('tickLateP99'), scale: MS },
    { label: 'CPU', data: of('serverCpu'), scale: PERCENT },
  ]);
  draw('generator', [
    { label: 'lag p99', data: p99('generatorLag'), scale: MS },
    { label: 'busiest thread', data: of('generatorCpu'), scale: PERCENT },
  ]);

  // Percent as nines: 90, 99 and 99.9 are equally far apart.
  const nines = (p) => -Math.log10(1 - p / 100);
  const stage = stages.find(({ name }) => name === judged);
  const curves = (stage?.times ?? []).filter(({ key }) => drawn.includes(key));
  const points = curves[0]?.curve.map(([p]) => nines(p)) ?? [];
  const marks = [0, 50, 90, 99, 99.9, 99.99];
  draw('curve', curves.map(({ key, curve }) => ({ label: names[key], data: curve.map(([, value]) => value), scale: MS })), {
    x: points, hooks: {},
    axes: [axis((v) => Number((100 - 100 * 10 ** -v).toFixed(2)) + ' %', { size: 40, splits: () => marks.map(nines) }), axis(ms, { scale: 'ms' })],
  });
})();
`;
