import { create } from 'qrcode'
import type { ReactNode } from 'react'

/** A QR code drawn here as shapes: nothing is fetched, and no picture address is needed. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dots: string[] = []
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (data[row * size + column]) dots.push(`M${column + 4} ${row + 4}h1v1h-1z`)
    }
  }
  return (
    <figure aria-label={label}>
      <svg
        aria-hidden
        viewBox={`0 0 ${size + 8} ${size + 8}`}
        shapeRendering="crispEdges"
        className="block size-52 border border-solid-gray-300 bg-white"
      >
        <path fill="currentColor" d={dots.join('')} />
      </svg>
    </figure>
  )
}
