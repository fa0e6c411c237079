#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace airmark::realtime {

/// One audio port of any client of the server.
struct GraphPort {
  std::string name;  ///< "client:port", as the server writes it.
  bool is_output = false;
  bool is_physical = false;  ///< Belongs to a sound card.
  bool is_terminal = false;  ///< The sound goes no further, or begins here.
};

struct GraphConnection {
  std::string source;       ///< An output port's name.
  std::string destination;  ///< An input port's name.
};

/// All audio ports and connections of a server at one moment.
struct Graph {
  std::vector<GraphPort> ports;  ///< In the server's order.
  std::vector<GraphConnection> connections;
  bool ports_went_away = false;  ///< Some port was unregistered since the snapshot before this one.
};

/// A connection to one of our inputs: 0 is in_1 (left), 1 is in_2 (right).
struct Feed {
  std::string source;
  std::size_t input = 0;
  auto operator<=>(const Feed&) const = default;
};

/// "client" of "client:port"; a client's name may not hold a colon, a port's may.
inline std::string_view client_of(std::string_view port_name) noexcept {
  return port_name.substr(0, port_name.find(':'));
}

/// The name of our input port `input` where the server knows us as `client`.
inline std::string input_name(std::string_view client, std::size_t input) {
  return std::string(client) + ":in_" + std::to_string(input + 1);
}

}  // namespace airmark::realtime
