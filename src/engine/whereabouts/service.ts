import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { whereabouts } from './contract.ts'
import { readWhereabouts, type WhereaboutsPorts } from './read.ts'

/** どこにあるか: places of the city with what lies there, and what is out. */
export function whereaboutsOperations(ports: WhereaboutsPorts): Implementation[] {
  return [implement(whereabouts, (act, input) => readWhereabouts(act, input.find, ports))]
}
