/*
 * The features of strategies/s3.hvt, written by hand: what a careful C programmer would run instead.
 *
 *   gcc -O3 -ffp-contract=off -o s3 s3.c -lm && ./s3 QUOTES blocks|running
 *
 * QUOTES holds records of four doubles: bid, bid size, ask, ask size. They are in memory before the clock starts; one pass
 * warms up, the next is measured. Prints the milliseconds, then of each feature: name, ticks, last value, sum.
 *
 * Two ways to keep a window:
 * - blocks: aligned blocks as the language defines them; the same bits. One set of moments serves mean100 and std100,
 *   one of pairs serves std_ret200 and cov_ret_imb200.
 * - running: sums to which the new tick is added and from which the oldest is taken, extremes from a queue; it drifts.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { double bid, bid_size, ask, ask_size; } Quote;

enum {
  MID, SPREAD, TOT, IMB, MICRO, MICRO_MID, EMA20, EMA100, EMA500, MACD, EMA_IMB50, RET, /* from the first or second tick */
  MEAN100, STD100, Z100, SUM_IMB100, MAX500, MIN500, DONCH, STD_RET200, COV_RET_IMB200, MEAN_RET50, FEATURES
};
static const char *names[FEATURES] = {
  "mid", "spread", "tot", "imb", "micro", "micro_mid", "ema20", "ema100", "ema500", "macd", "ema_imb50", "ret",
  "mean100", "std100", "z100", "sum_imb100", "max500", "min500", "donch", "std_ret200", "cov_ret_imb200", "mean_ret50"
};
typedef struct { double last[FEATURES], sum[FEATURES]; int64_t ticks[FEATURES]; } Told;

static inline void tell(Told *told, int feature, double value) {
  told->last[feature] = value;
  told->sum[feature] += value;
  told->ticks[feature]++;
}

/* ---- aligned blocks: of a full window `whole` is suffix(place + 1) of the block before with the prefix of this one ---- */

typedef struct { double anchor, offset, m2; } Moments;
typedef struct { Moments y, x; double c; } Pairs;

static inline Moments merge_mean(Moments a, double na, Moments b, double nb) {
  double delta = (b.anchor - a.anchor) + (b.offset - a.offset);
  return (Moments){ a.anchor, a.offset + delta * (nb / (na + nb)), 0 };
}
static inline Moments merge_moments(Moments a, double na, Moments b, double nb) {
  double n = na + nb, delta = (b.anchor - a.anchor) + (b.offset - a.offset);
  return (Moments){ a.anchor, a.offset + delta * (nb / n), a.m2 + b.m2 + delta * delta * (na * (nb / n)) };
}
static inline Pairs merge_pairs(Pairs a, double na, Pairs b, double nb) {
  double n = na + nb, share = nb / n, weight = na * share;
  double dy = (b.y.anchor - a.y.anchor) + (b.y.offset - a.y.offset);
  double dx = (b.x.anchor - a.x.anchor) + (b.x.offset - a.x.offset);
  return (Pairs){
    { a.y.anchor, a.y.offset + dy * share, a.y.m2 + b.y.m2 + dy * dy * weight },
    { a.x.anchor, a.x.offset + dx * share, a.x.m2 + b.x.m2 + dx * dx * weight },
    a.c + b.c + dx * dy * weight,
  };
}
static inline double add(double a, double na, double b, double nb) { return a + b; }
static inline double lesser(double a, double na, double b, double nb) { return b < a ? b : a; }
static inline double greater(double a, double na, double b, double nb) { return b > a ? b : a; }

/* Defines a window of N ticks of type T: `take` returns 1 once it is full. */
#define WINDOW(NAME, T, N, MERGE)                                                        \
  typedef struct { int64_t ticks; int place; T prefix, partials[N]; } NAME;              \
  static inline int take_##NAME(NAME *w, T tick, T *whole) {                             \
    int p = w->place, full = w->ticks++ >= N - 1;                                        \
    w->prefix = p == 0 ? tick : MERGE(w->prefix, p, tick, 1);                            \
    w->partials[p] = tick;                                                               \
    if (p < N - 1) {                                                                     \
      w->place = p + 1;                                                                  \
      if (full) *whole = MERGE(w->partials[p + 1], N - 1 - p, w->prefix, p + 1);         \
      return full;                                                                       \
    }                                                                                    \
    w->place = 0;                                                                        \
    *whole = w->prefix;                                                                  \
    for (int k = N - 2; k >= 0; k--)                                                     \
      w->partials[k] = MERGE(w->partials[k], 1, w->partials[k + 1], N - 1 - k);          \
    return full;                                                                         \
  }
WINDOW(Moments100, Moments, 100, merge_moments)
WINDOW(Mean50, Moments, 50, merge_mean)
WINDOW(Pairs200, Pairs, 200, merge_pairs)
WINDOW(Sum100, double, 100, add)
WINDOW(Min500, double, 500, lesser)
WINDOW(Max500, double, 500, greater)

typedef struct { Moments100 mid; Sum100 imb; Min500 low; Max500 high; Pairs200 pairs; Mean50 ret; } Blocks;

static inline void windows_blocks(Blocks *w, Told *told, double mid, double imb, double ret, int64_t t) {
  Moments m;
  Pairs pairs;
  double sum, low = 0, high = 0;
  if (take_Moments100(&w->mid, (Moments){ mid, 0, 0 }, &m)) {
    double mean = m.anchor + m.offset, std = sqrt(m.m2 / 99);
    tell(told, MEAN100, mean);
    tell(told, STD100, std);
    tell(told, Z100, (mid - mean) / (std + 1e-9));
  }
  if (take_Sum100(&w->imb, imb, &sum)) tell(told, SUM_IMB100, sum);
  int full = take_Min500(&w->low, mid, &low);
  if (take_Max500(&w->high, mid, &high) && full) {
    tell(told, MAX500, high);
    tell(told, MIN500, low);
    tell(told, DONCH, (mid - low) / (high - low + 1e-9));
  }
  if (t == 0) return;
  if (take_Pairs200(&w->pairs, (Pairs){ { ret, 0, 0 }, { imb, 0, 0 }, 0 }, &pairs)) {
    tell(told, STD_RET200, sqrt(pairs.y.m2 / 199));
    tell(told, COV_RET_IMB200, pairs.c / 199);
  }
  if (take_Mean50(&w->ret, (Moments){ ret, 0, 0 }, &m)) tell(told, MEAN_RET50, m.anchor + m.offset);
}

/* ---- running sums; prices less the first price, to lose fewer digits ---- */

typedef struct { int64_t at[512]; uint32_t first, end; } Queue; /* places of candidates, best first */
typedef struct {
  double first, mids[100], imbs[100], rets[200], ret_imbs[200], recent[512];
  double sum, squares, imb_sum, ret_sum, ret_squares, pair_imb_sum, products, ret50_sum;
  Queue high, low;
} Running;

static inline double extreme(Queue *q, const double *recent, int64_t t, int sign) {
  double x = sign * recent[t & 511];
  while (q->end != q->first && sign * recent[q->at[(q->end - 1) & 511] & 511] <= x) q->end--;
  q->at[q->end++ & 511] = t;
  if (q->at[q->first & 511] <= t - 500) q->first++;
  return recent[q->at[q->first & 511] & 511];
}

static inline void windows_running(Running *w, Told *told, double mid, double imb, double ret, int64_t t) {
  if (t == 0) w->first = mid;
  double x = mid - w->first;
  int place = t % 100;
  if (t >= 100) {
    double old = w->mids[place];
    w->sum -= old;
    w->squares -= old * old;
    w->imb_sum -= w->imbs[place];
  }
  w->mids[place] = x;
  w->imbs[place] = imb;
  w->sum += x;
  w->squares += x * x;
  w->imb_sum += imb;
  w->recent[t & 511] = mid;
  double high = extreme(&w->high, w->recent, t, 1), low = extreme(&w->low, w->recent, t, -1);
  if (t >= 99) {
    double mean = w->sum / 100, left = w->squares - w->sum * mean, std = sqrt(left > 0 ? left / 99 : 0);
    tell(told, MEAN100, mean + w->first);
    tell(told, STD100, std);
    tell(told, Z100, (x - mean) / (std + 1e-9));
    tell(told, SUM_IMB100, w->imb_sum);
  }
  if (t >= 499) {
    tell(told, MAX500, high);
    tell(told, MIN500, low);
    tell(told, DONCH, (mid - low) / (high - low + 1e-9));
  }
  if (t == 0) return;
  int64_t u = t - 1;
  place = u % 200;
  if (u >= 200) {
    double old = w->rets[place], old_imb = w->ret_imbs[place];
    w->ret_sum -= old;
    w->ret_squares -= old * old;
    w->pair_imb_sum -= old_imb;
    w->products -= old * old_imb;
  }
  if (u >= 50) w->ret50_sum -= w->rets[(u - 50) % 200];
  w->rets[place] = ret;
  w->ret_imbs[place] = imb;
  w->ret_sum += ret;
  w->ret_squares += ret * ret;
  w->pair_imb_sum += imb;
  w->products += ret * imb;
  w->ret50_sum += ret;
  if (u >= 199) {
    double left = w->ret_squares - w->ret_sum * w->ret_sum / 200;
    tell(told, STD_RET200, sqrt(left > 0 ? left / 199 : 0));
    tell(told, COV_RET_IMB200, (w->products - w->ret_sum * w->pair_imb_sum / 200) / 199);
  }
  if (u >= 49) tell(told, MEAN_RET50, w->ret50_sum / 50);
}

/* ---- everything else ---- */

#define RUN(WAY, STATE)                                                                  \
  static void run_##WAY(const Quote *quotes, int64_t count, Told *told) {                \
    static STATE w;                                                                      \
    memset(&w, 0, sizeof w);                                                             \
    double ema20 = 0, ema100 = 0, ema500 = 0, ema_imb = 0, before = 0;                   \
    for (int64_t t = 0; t < count; t++) {                                                \
      const Quote q = quotes[t];                                                         \
      double mid = (q.bid + q.ask) * 0.5, tot = q.bid_size + q.ask_size;                 \
      double imb = (q.bid_size - q.ask_size) / tot;                                      \
      double micro = (q.bid * q.ask_size + q.ask * q.bid_size) / tot;                    \
      double ret = mid - before;                                                         \
      before = mid;                                                                      \
      ema20 = t == 0 ? mid : ema20 + (mid - ema20) * (2.0 / 21);                         \
      ema100 = t == 0 ? mid : ema100 + (mid - ema100) * (2.0 / 101);                     \
      ema500 = t == 0 ? mid : ema500 + (mid - ema500) * (2.0 / 501);                     \
      ema_imb = t == 0 ? imb : ema_imb + (imb - ema_imb) * (2.0 / 51);                   \
      tell(told, MID, mid);                                                              \
      tell(told, SPREAD, q.ask - q.bid);                                                 \
      tell(told, TOT, tot);                                                              \
      tell(told, IMB, imb);                                                              \
      tell(told, MICRO, micro);                                                          \
      tell(told, MICRO_MID, micro - mid);                                                \
      tell(told, EMA20, ema20);                                                          \
      tell(told, EMA100, ema100);                                                        \
      tell(told, EMA500, ema500);                                                        \
      tell(told, MACD, ema20 - ema100);                                                  \
      tell(told, EMA_IMB50, ema_imb);                                                    \
      if (t > 0) tell(told, RET, ret);                                                   \
      windows_##WAY(&w, told, mid, imb, ret, t);                                         \
    }                                                                                    \
  }
RUN(blocks, Blocks)
RUN(running, Running)

static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
  if (!file) return fprintf(stderr, "s3 QUOTES blocks|running\n"), 1;
  fseek(file, 0, SEEK_END);
  int64_t count = ftell(file) / sizeof(Quote);
  rewind(file);
  Quote *quotes = malloc(count * sizeof(Quote));
  if (fread(quotes, sizeof(Quote), count, file) != (size_t)count) return 1;
  void (*run)(const Quote *, int64_t, Told *) = strcmp(argv[2], "blocks") == 0 ? run_blocks : run_running;
  static Told told;
  double start = 0;
  for (int round = 0; round < 2; round++) {
    memset(&told, 0, sizeof told);
    start = milliseconds();
    run(quotes, count, &told);
  }
  printf("%.6f\n", milliseconds() - start);
  for (int k = 0; k < FEATURES; k++)
    printf("%s %lld %.17g %.17g\n", names[k], (long long)told.ticks[k], told.last[k], told.sum[k]);
}
