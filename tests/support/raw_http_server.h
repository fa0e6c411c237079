#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace airmark::testing {

/// A request as its bytes came in.
struct RawRequest {
  int connection = 0;  ///< 0 for the first that the server took.
  std::string head;    ///< Request line and headers, each with its CR LF, the blank line without.
  std::string body;    ///< Of the length that Content-Length says.

  std::string line() const { return head.substr(0, head.find("\r\n")); }
  /// The value of a header whose name is written just so; empty where there is none.
  std::string header(const std::string& name) const;
};

/// What a connection does about a request: bytes as they are, each piece after its delay.
struct RawReply {
  struct Piece {
    std::string bytes;
    std::chrono::milliseconds delay{0};
  };
  enum class Then { KeepOpen, Close, Reset };

  std::vector<Piece> pieces;
  Then then = Then::KeepOpen;
};

/// A whole reply with Content-Length; `headers` are lines that end in CR LF.
RawReply http_reply(int status, std::string_view body, std::string_view headers = "");

/// A reply that never comes: the connection stays open and silent for longer than any test.
RawReply silence();

/// A server on the loopback interface that reads whole requests and answers with any bytes a test
/// wants, wrong ones included.
///
/// Threads    one per connection; `answer` is called from all of them, one call at a time.
class RawHttpServer {
 public:
  using Answer = std::function<RawReply(const RawRequest& request)>;

  explicit RawHttpServer(Answer answer);
  ~RawHttpServer();
  RawHttpServer(const RawHttpServer&) = delete;
  RawHttpServer& operator=(const RawHttpServer&) = delete;

  int port() const noexcept { return port_; }
  std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
  std::string url(const std::string& path = "/") const { return "http://" + host() + path; }

  /// In the order in which they were read.
  std::vector<RawRequest> requests() const;
  int connection_count() const;
  /// Ends all connections from this side, as a server does with idle ones.
  void drop_connections();

 private:
  struct Connection {
    int socket = -1;  ///< -1 once it is closed. Under mutex_.
    std::thread thread;
  };

  void accept_all();
  void serve(Connection& connection, int number);
  bool read_request(int socket, std::string& buffer, RawRequest& request) const;
  bool send_reply(int socket, const RawReply& reply);
  bool wait(std::chrono::milliseconds delay);

  const Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex answer_mutex_;
  mutable std::mutex mutex_;
  std::condition_variable stopping_;
  bool stopped_ = false;  // under mutex_, as all that follows
  std::vector<RawRequest> requests_;
  std::list<Connection> connections_;
  std::thread acceptor_;
};

/// A port of the loopback interface on which nobody listens.
int closed_port();

}  // namespace airmark::testing
