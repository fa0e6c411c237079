#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace airmark::analysis::kernels {

/// A fixed list of compare-and-exchange steps that sorts, or picks certain ranks, whatever the
/// values are: no branches, so many columns of values can go through it side by side.
///
/// Method     Batcher's odd-even merge sort (1968; Knuth, TAOCP 3, 5.3.4), of which only the steps
///            are kept that the wanted ranks depend on, and of each step only the side in use.
struct Exchange {
  std::uint8_t low;   ///< This wire gets the smaller value,
  std::uint8_t high;  ///< and this one the greater.
  bool keep_low;
  bool keep_high;
};

template <std::size_t Capacity>
struct SelectionNetwork {
  std::array<Exchange, Capacity> exchanges{};
  std::size_t size = 0;
};

/// Which part of the sort a network does.
enum class NetworkKind {
  Sort,   ///< Wires in any order.
  Merge,  ///< The wires are two sorted rows, the first of them a power of two in length and not
          ///< shorter than the second.
};

/// After the network the wires first_rank .. first_rank + rank_count - 1 hold the values of those
/// ranks (0 = smallest) of all `wire_count`; the other wires hold nothing of use.
template <std::size_t Capacity>
constexpr SelectionNetwork<Capacity> selection_network(NetworkKind kind, std::size_t wire_count,
                                                       std::size_t first_rank,
                                                       std::size_t rank_count) {
  std::size_t full = 1;
  while (full < wire_count) full *= 2;
  // Wires that are not there hold infinity: they never move, and steps that touch them do nothing.
  SelectionNetwork<Capacity> all;
  for (std::size_t p = kind == NetworkKind::Sort ? 1 : full / 2; p < full; p *= 2)
    for (std::size_t k = p; k >= 1; k /= 2)
      for (std::size_t j = k % p; j + k < full; j += 2 * k)
        for (std::size_t i = j; i < j + k && i + k < wire_count; ++i)
          if (i / (2 * p) == (i + k) / (2 * p))
            all.exchanges[all.size++] = {static_cast<std::uint8_t>(i),
                                         static_cast<std::uint8_t>(i + k), false, false};

  std::array<bool, 256> wanted{};
  for (std::size_t rank = 0; rank < rank_count; ++rank) wanted[first_rank + rank] = true;
  for (std::size_t step = all.size; step-- > 0;) {
    Exchange& exchange = all.exchanges[step];
    exchange.keep_low = wanted[exchange.low];
    exchange.keep_high = wanted[exchange.high];
    if (exchange.keep_low || exchange.keep_high)
      wanted[exchange.low] = wanted[exchange.high] = true;
  }
  SelectionNetwork<Capacity> needed;
  for (std::size_t step = 0; step < all.size; ++step)
    if (all.exchanges[step].keep_low || all.exchanges[step].keep_high)
      needed.exchanges[needed.size++] = all.exchanges[step];
  return needed;
}

}  // namespace airmark::analysis::kernels
