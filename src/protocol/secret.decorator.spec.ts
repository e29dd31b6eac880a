import { isSecret, Secret, withoutSecrets } from './secret.decorator.js';

class Key {
  readonly name!: string;
  @Secret() readonly text!: string;
}

class Entry {
  readonly door!: string;
  @Secret() readonly password?: string;
  @Secret() readonly proof?: Buffer;
  readonly keys!: Key[];
  readonly data!: Buffer;
}

describe(withoutSecrets.name, () => {
  const key = Object.assign(new Key(), { name: 'cellar', text: 'xyzzy' });
  const entry = Object.assign(new Entry(), {
    ...{ door: 'north', password: 'open sesame', proof: Buffer.from('proof'), keys: [key], data: Buffer.from('data') },
  });

  it('hides texts by asterisks, in nested fields too, and leaves out everything else that is secret', () => {
    expect(withoutSecrets(entry)).toEqual({
      ...{ door: 'north', password: '***', keys: [{ name: 'cellar', text: '***' }], data: Buffer.from('data') },
    });
    expect(JSON.stringify(withoutSecrets(entry))).not.toMatch(/sesame|xyzzy|proof/);
  });

  it('leaves the message itself as it was, of its class', () => {
    expect(withoutSecrets(entry)).toBeInstanceOf(Entry);
    expect(withoutSecrets(entry).keys[0]).toBeInstanceOf(Key);
    expect([entry.password, key.text]).toEqual(['open sesame', 'xyzzy']);
  });

  it('copies nothing where nothing is secret', () => {
    const plain = { list: [1, { deep: new Map([['a', 1]]) }], data: Buffer.from('data'), nothing: null };
    expect(withoutSecrets(plain)).toBe(plain);
  });
});

describe(isSecret.name, () => {
  it('tells what is marked', () => {
    expect([isSecret(Entry, 'password'), isSecret(Entry, 'door'), isSecret(Key, 'text')]).toEqual([true, false, true]);
  });
});
