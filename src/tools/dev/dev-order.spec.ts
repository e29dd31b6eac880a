import { inspectorOf, isInspect } from './dev-order.js';

describe(inspectorOf, () => {
  it.each([
    ['--inspect', { waits: false }],
    ['--inspect=9300', { port: 9300, waits: false }],
    ['--inspect=0.0.0.0', { host: '0.0.0.0', waits: false }],
    ['--inspect-brk=0.0.0.0:9301', { host: '0.0.0.0', port: 9301, waits: true }],
    ['--inspect-wait=[::1]:9302', { host: '[::1]', port: 9302, waits: true }],
  ])('reads %s as Node does', (argument, inspector) => {
    expect(inspectorOf(['--trace-warnings', argument])).toEqual(inspector);
  });

  it('has none where nobody asked for one', () => {
    expect(inspectorOf(['--inspect-port=1', '--trace-warnings'])).toBeUndefined();
    expect(isInspect('--inspect-port=1')).toBe(false);
  });
});
