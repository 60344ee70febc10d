/**
 * The methods of a class with a base class that look at all values: those of the base class see only its
 * own.
 */
import { rustArray } from '../../../source/rust/rust-layout.ts';
import type { ClassShape } from './class-shape.ts';

/** `__eq__`, `__hash__` and `__getnewargs__`, as far as the class has them. */
export function inheritedMethods(shape: ClassShape): readonly string[] {
  return [
    ...(shape.eq ? [equality] : []),
    ...(shape.hash ? [hash] : []),
    ...(shape.pickle ? [newArguments] : []),
  ];
}

/** The function that these methods call; none if there are no such methods. */
export function inheritedItems(shape: ClassShape): readonly string[] {
  if (shape.base === undefined || inheritedMethods(shape).length === 0) return [];
  const names = shape.args.map(({ name }) => `"${name}"`);
  const type = names.length === 0 ? ': [&str; 0]' : '';
  return [
    [
      '/// The values that the constructor takes.',
      "fn values_of<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {",
      rustArray(`let names${type} = `, names, ';', '    '),
      '    let values = names.into_iter().map(|name| value.getattr(name));',
      '    PyTuple::new(value.py(), values.collect::<PyResult<Vec<_>>>()?)',
      '}',
    ].join('\n'),
  ];
}

const equality = `    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        if !other.is_instance_of::<Self>() {
            return Ok(false);
        }
        values_of(slf)?.eq(values_of(other)?)
    }`;

const hash = `    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        values_of(slf)?.hash()
    }`;

const newArguments = `    fn __getnewargs__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        values_of(slf)
    }`;
