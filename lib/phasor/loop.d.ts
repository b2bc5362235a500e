// Types of phasor:loop (docs/event-loop.md). For TypeScript: `/// <reference path="loop.d.ts" />`, or the file in "files" of
// tsconfig.json. test/js/loop/module_is_typed.js holds it to what the module gives.

declare module 'phasor:loop' {
  /** Durations in milliseconds; percentiles to 3 %. */
  export interface Times {
    count: number;
    total: number;
    max: number;
    p50: number;
    p75: number;
    p90: number;
    p99: number;
    p999: number;
  }

  export type Phase = 'outside' | 'timers' | 'pending' | 'prepare' | 'poll' | 'check' | 'closing';
  export type Stage = 'none' | 'callback' | 'nextTick' | 'microtasks' | 'gc';

  /** Jobs of the thread pools, of one kind. */
  export interface Jobs {
    posted: number;
    /** Before a thread took them. */
    cancelled: number;
    /** Waiting for a thread. */
    queued: Times;
    run: Times;
    /** Finished, until the callback began. */
    returned: Times;
  }

  /** A thread pool now. */
  export interface Pool {
    queued: number;
    running: number;
    threads: number;
  }

  export interface Active {
    active: number;
    begun: number;
  }

  /** The figures of one thread's loop since it began. */
  export interface LoopMetrics {
    turns: number;
    /** Whole turns, waiting included. */
    turn: Times;
    /** Of each turn: how long no new event was looked at. */
    delay: Times;
    /** Turns in which the phase ran a callback; of the poll phase all of them, waiting included. */
    phases: Record<'timers' | 'pending' | 'poll' | 'check' | 'closing', Times>;
    pollWait: Times;
    pollWork: Times;
    /** By kind: "timer", "http request". */
    callbacks: Record<string, number>;
    drains: number;
    /** Drains that had ticks to run. */
    tickDrains: number;
    /** One drain in eight is timed. */
    drain: Times;
    /** By kind: "fs", "dns", "crypto", "zlib". */
    jobs: Record<string, Jobs>;
    pools: Record<'fs' | 'dns' | 'cpu', Pool>;
    /** By the type that async_hooks shows. */
    handles: Record<string, Active>;
    requests: Record<string, Active>;
    /** By V8's kind of collection. */
    gc: Record<string, Times>;
  }

  export interface LoopNow {
    turn: number;
    phase: Phase;
    stage: Stage;
    kind: string;
    asyncId: number;
    triggerAsyncId: number;
  }

  /** A function, or with `isPlace` where in one something was queued. Lines and columns from 1. */
  export interface Place {
    name: string;
    script: string;
    line: number;
    column: number;
    isPlace: boolean;
  }

  /** Times are milliseconds since the trace began. */
  export interface LoopEvent {
    type: 'turn' | 'phase' | 'callback' | 'queued' | 'resolved' | 'job' | 'gc';
    start: number;
    duration: number;
    /** Async id; 0: the loop's own. */
    id: number;
    /** Async id of what ran around it or caused it. */
    parent: number;
    kind: string;
    provider: string;
    phase: Phase;
    turn: number;
    label: Place | undefined;
    detail: number;
    /** Milliseconds of collections inside. */
    gc: number;
    queued: { at: number; by: number; place: Place | undefined; delay: number } | undefined;
    other: number;
    /** With `stacks`. */
    stack: Place[] | undefined;
  }

  export interface TraceOptions {
    /** How many of the newest events are kept: 16 to 2 ** 24, 262,144 by default. */
    events?: number;
    /** Note the stack with everything that is queued. */
    stacks?: boolean;
    /** Base name of the files that are written at the end. */
    output?: string;
  }

  export interface Reason {
    what: 'handle' | 'request' | 'timer' | 'immediate';
    type: string;
    /** Milliseconds, to a few percent. */
    age: number;
    asyncId: number;
    resource: object;
    /** "every 1000 ms", "127.0.0.1:80"; '' where there is nothing to say. */
    detail: string;
    /** While a trace with stacks goes on. */
    stack: Omit<Place, 'isPlace'>[] | undefined;
  }

  export interface BlockFrame {
    function: string;
    file: string;
    line: number;
    column: number;
  }

  /** What the channel 'phasor.loop.block' of diagnostics_channel gets. */
  export interface BlockReport {
    event: 'block' | 'block-stack';
    number: number;
    threadId: number;
    /** Milliseconds so far. */
    blocked: number;
    threshold: number;
    turn: number;
    phase: Phase;
    stage: Stage;
    kind: string;
    type: string;
    asyncId: number;
    triggerAsyncId: number;
    scheduledAt: BlockFrame[] | null;
    callbacks: number;
    cause: 'javascript' | 'native' | 'syscall' | 'gc';
    syscall: string | null;
    gcShare: number;
    drain: 'nextTick' | 'microtasks' | null;
    request: string | null;
    function: BlockFrame | null;
    source: string | null;
    stack: BlockFrame[] | null;
    suppressed: number;
  }

  /** The calling thread's loop. */
  export function metrics(): LoopMetrics;
  export function now(): LoopNow;
  /** The figures of all loops of the process, in Prometheus' text format. */
  export function prometheus(): string;
  /** The same as JSON. */
  export function json(): string;
  export function startTrace(options?: TraceOptions): void;
  /** Writes the files. */
  export function stopTrace(): void;
  export function readTrace(): { events: LoopEvent[]; lost: number; crowded: number } | undefined;
  /** Reports when the loop is busy for longer than `threshold` milliseconds; 0: no more. */
  export function watchBlocks(threshold: number, options?: { output?: 'text' | 'json' | 'none' }): void;
  /** What keeps the loop alive, oldest first. */
  export function whyAlive(): Reason[];
}
