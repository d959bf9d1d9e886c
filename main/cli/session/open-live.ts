export interface Live {
  about(): Promise<{ name: string; host: string }>;
  check(): Promise<never>;
  dispose(): Promise<void>;
}
export const openLive = (): Promise<Live> => Promise.reject(new Error('not yet'));
