describe('a second copy of Godwit in a process', () => {
  it('is refused with both folders, and what to do', async () => {
    Object.assign(globalThis, { [Symbol.for('godwit.copy')]: '/srv/node_modules/plugin/node_modules/godwit' });

    const second = import('./message.decorators.js');
    await expect(second).rejects.toThrow(/plugin\/node_modules\/godwit and .*protocol\. "npm ls godwit" tells/);
  });
});
