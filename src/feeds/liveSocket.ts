/** One connection, as much of it as the feed needs. Nothing is told before `connect` has returned. */
export interface Socket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}
export interface SocketListener {
  readonly opened: () => void;
  /** Text, or an ArrayBuffer. */
  readonly message: (data: unknown) => void;
  readonly closed: () => void;
}

export function openWebSocket(url: URL, listener: SocketListener): Socket {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = listener.opened;
  socket.onmessage = ({ data }) => listener.message(data);
  socket.onclose = listener.closed;
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}
