import { Turnstile } from './turnstile.js';

describe(Turnstile.name, () => {
  it('lets so many run at once, in the order they came, and turns away when the line is full', async () => {
    const turnstile = new Turnstile(2, 2);
    const started: string[] = [];
    const finish: (() => void)[] = [];
    const work = (name: string) => () => {
      started.push(name);
      return new Promise<string>((resolve) => finish.push(() => resolve(name)));
    };
    const passed = ['a', 'b', 'c', 'd'].map((name) => turnstile.pass(work(name)));

    expect(started).toEqual(['a', 'b']);
    expect(turnstile.isFull).toBe(true);
    await expect(turnstile.pass(work('e'))).rejects.toThrow('Too many');
    finish[1]?.();
    expect(await passed[1]).toBe('b');
    expect(started).toEqual(['a', 'b', 'c']);
    finish[0]?.();
    await passed[0];
    finish[2]?.();
    finish[3]?.();
    expect(await Promise.all(passed)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on after a work that fails', async () => {
    const turnstile = new Turnstile(1, 1);
    const failed = turnstile.pass(() => Promise.reject(new Error('no')));
    const next = turnstile.pass(() => Promise.resolve('yes'));

    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(await turnstile.pass(() => Promise.resolve('again'))).toBe('again');
  });
});
