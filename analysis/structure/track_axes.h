#pragma once

#include <array>
#include <cstddef>

#include "analysis/structure/texture.h"

namespace airmark::analysis {

inline constexpr std::size_t kTrackAxisCount = 8;

/// A texture on the axes along which tracks differ most for how much one track varies by itself.
using TrackPlace = std::array<double, kTrackAxisCount>;

/// Method     linear discriminant axes with a track as class (Fisher 1936; Rao 1948): texture
///            covariance of 8 s stretches within a track is the identity here, between tracks it
///            is diagonal and largest on the first axis. An axis counts by the share of its
///            variance that is between tracks, as in probabilistic LDA (Ioffe 2006). Fitted by
///            bench/fit_track_axes.py.
TrackPlace place_of(const Texture& texture) noexcept;

/// Squared distance: 2 kTrackAxisCount or less is expected of two stretches of one track.
double distance_between(const TrackPlace& one, const TrackPlace& other) noexcept;

}  // namespace airmark::analysis
