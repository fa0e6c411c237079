#pragma once

namespace airmark::tools {

/// True where a PipeWire server of this user takes connections, at the socket where PipeWire's own
/// clients look for it: PIPEWIRE_REMOTE in PIPEWIRE_RUNTIME_DIR, else XDG_RUNTIME_DIR.
bool pipewire_runs();

}  // namespace airmark::tools
