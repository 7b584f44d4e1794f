import type { ReactNode } from 'react'

/** A key as it is printed on the keyboard. */
export function KeyCap({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd className="inline-block min-w-6 rounded-4 border border-b-2 border-solid-gray-536 bg-white px-1.5 text-center font-sans text-[0.875rem] leading-5 font-normal tracking-normal text-solid-gray-800">
      {children}
    </kbd>
  )
}
