import { Color, Vector2, Vector3, Vector4 } from './math-values.js';
import { PackedColorArray, PackedVector2Array, PackedVector3Array, PackedVector4Array } from './packed-values.js';

describe('Packed arrays of vectors', () => {
  it('lay vectors into one column and give them back', () => {
    const points = PackedVector2Array.from([new Vector2(1, 2), new Vector2(3, 4)]);

    expect(points.components).toStrictEqual(Float32Array.of(1, 2, 3, 4));
    expect(points).toHaveLength(2);
    expect(points.at(1)).toStrictEqual(new Vector2(3, 4));
  });

  it('do so for every width', () => {
    const vector3 = new Vector3(1, 2, 3);
    const vector4 = new Vector4(1, 2, 3, 4);
    const color = new Color(0.25, 0.5, 0.75, 1);

    expect(PackedVector3Array.from([vector3, vector3]).at(1)).toStrictEqual(vector3);
    expect(PackedVector4Array.from([vector4, vector4]).at(1)).toStrictEqual(vector4);
    expect(PackedColorArray.from([color, color]).at(1)).toStrictEqual(color);
  });

  it.each([-1, 1, 0.5, NaN])('have no vector %d when there is one', (index) => {
    expect(() => PackedVector2Array.from([new Vector2(1, 2)]).at(index)).toThrow(RangeError);
  });

  it('refuse a column that is no whole number of vectors', () => {
    expect(() => new PackedVector3Array(new Float32Array(4))).toThrow(RangeError);
  });
});
