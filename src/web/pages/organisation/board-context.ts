import { createContext, useContext, type RefObject } from 'react'
import type { ChartView } from './chart-address.ts'
import type { ChartNode } from './chart-tree.ts'

/** What every box of the chart needs. */
export type Board = {
  readonly view: ChartView
  /** Key of the box the tab key reaches; the arrow keys go on from there. */
  readonly entry: string
  readonly frame: RefObject<HTMLDivElement | null>
  readonly childrenOf: (node: ChartNode) => {
    readonly nodes: readonly ChartNode[]
    /** How many there are beyond those known. */
    readonly rest: number
    readonly loading: boolean
  }
  readonly toggle: (node: ChartNode) => void
  readonly take: (node: ChartNode) => void
}

export const BoardContext = createContext<Board | null>(null)

/** The chart a box belongs to. */
export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (board === null) throw new Error('a box of the chart stands outside the chart')
  return board
}
