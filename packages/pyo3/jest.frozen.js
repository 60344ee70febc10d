/**
 * Freezes what every object inherits, for all tests: a manifest that is written through to it makes
 * the test that reads it fail.
 *
 * An object that inherits a read-only property cannot get one of that name by assignment, which
 * `bl` does with `toString` when Nx is loaded. So each becomes an accessor that gives the object a
 * property of its own, and refuses `Object.prototype` alone.
 */
for (const [name, { value }] of Object.entries(
  Object.getOwnPropertyDescriptors(Object.prototype),
)) {
  if (typeof value !== 'function') continue;
  Object.freeze(value);
  Object.defineProperty(Object.prototype, name, {
    get: () => value,
    set(own) {
      if (this === Object.prototype) throw new TypeError(`Object.prototype.${name} is frozen`);
      const descriptor = { value: own, writable: true, enumerable: true, configurable: true };
      Object.defineProperty(this, name, descriptor);
    },
  });
}
Object.freeze(Object.prototype);
