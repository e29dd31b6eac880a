import { defineErrors, errorTable, isDefinedError, textOf } from './error-codes.js';
import { GameError } from './game-error.js';

describe(defineErrors.name, () => {
  it('gives the codes and puts their sentences into the one table', () => {
    const codes = defineErrors({ 'shop.closed': 'The shop is closed.' });

    expect(codes['shop.closed']).toBe('shop.closed');
    expect(textOf('shop.closed')).toBe('The shop is closed.');
    expect(isDefinedError('shop.closed')).toBe(true);
    expect(errorTable().has('shop.closed')).toBe(true);
  });

  it('refuses to give one code two meanings', () => {
    defineErrors({ 'shop.empty': 'Nothing is left.' });
    expect(() => defineErrors({ 'shop.empty': 'Come back later.' })).toThrow('"shop.empty" is defined twice');
  });
});

describe(GameError.name, () => {
  it('speaks the sentence of its code and keeps its cause', () => {
    const cause = new Error('disk');
    const error = new GameError('auth.required', { cause });

    expect(error.message).toBe('Sign in first.');
    expect(error.cause).toBe(cause);
  });

  it('speaks its own text where one is given', () => {
    expect(new GameError('message.refused', { text: 'Not on Sundays.' }).message).toBe('Not on Sundays.');
  });
});
