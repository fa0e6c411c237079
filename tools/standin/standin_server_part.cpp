#include "tools/standin/standin_server_part.h"

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

#include "analysis/vocabulary/loaded_part.h"
#include "llm/aws/ascii_text.h"

namespace airmark::tools {
namespace {

constexpr std::size_t kLargestBodyBytes = 25'000'000;
constexpr std::size_t kMostConnections = 64;
constexpr std::size_t kMostRequests = 1'000'000;  // on one connection; httplib's default is 5
constexpr int kWaitingConnections = 128;          // not yet accepted; httplib's is 5
constexpr int kPatienceMs = 60'000;               // for the next byte of an open connection
constexpr int kLookMs = 50;                       // between two looks at the stop token

/// One connection, as httplib wants to see it. Unlike httplib's own it can be closed without a
/// reply, and it ends when the server is to stop.
class Connection : public httplib::Stream {
 public:
  Connection(int socket, std::stop_token stop) : socket_(socket), stop_(std::move(stop)) {}
  ~Connection() override {
    shutdown(socket_, SHUT_RDWR);
    close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// From now on nothing is written.
  void drop() { dropped_ = true; }
  bool is_dropped() const { return dropped_; }

  bool is_readable() const override { return begin_ < end_ || wait_for(POLLIN); }
  bool is_writable() const override { return !dropped_ && wait_for(POLLOUT); }

  ssize_t read(char* target, size_t size) override {
    if (begin_ == end_) {
      if (!is_readable()) return -1;
      const ssize_t count = recv(socket_, buffer_.data(), buffer_.size(), 0);
      if (count <= 0) return count;
      begin_ = 0;
      end_ = static_cast<std::size_t>(count);
    }
    const std::size_t count = std::min(size, end_ - begin_);
    std::memcpy(target, buffer_.data() + begin_, count);
    begin_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* source, size_t size) override {
    return is_writable() ? send(socket_, source, size, MSG_NOSIGNAL) : -1;
  }

  // Nobody here asks who is calling.
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool wait_for(short event) const {
    for (int waited_ms = 0; waited_ms < kPatienceMs; waited_ms += kLookMs) {
      if (stop_.stop_requested()) return false;
      pollfd waiting{socket_, event, 0};
      const int count = poll(&waiting, 1, kLookMs);
      if (count > 0) return true;
      if (count < 0 && errno != EINTR) return false;
    }
    return false;
  }

  const int socket_;
  const std::stop_token stop_;
  bool dropped_ = false;
  std::array<char, 16384> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

ReceivedRequest received(const httplib::Request& request) {
  ReceivedRequest result{request.method, request.target, {}, request.body};
  for (const auto& [name, value] : request.headers)
    // httplib puts these in itself.
    if (name != "REMOTE_ADDR" && name != "REMOTE_PORT" && name != "LOCAL_ADDR" &&
        name != "LOCAL_PORT")
      result.headers.emplace_back(name, value);
  return result;
}

/// Hands the reply over. A body that httplib is given as a whole it would compress, and it could
/// not be broken off.
void hand_over(const StandinReply& reply, httplib::Response& response) {
  response.status = reply.http.status;
  for (const auto& [name, value] : reply.http.headers)
    if (llm::lower_case(name) != "content-type") response.set_header(name, value);
  if (reply.http.body.empty()) return;
  const bool cut = reply.ending == Ending::CutShort;
  response.set_content_provider(
      reply.http.body.size(), std::string(reply.http.header("content-type").value_or("")),
      [body = reply.http.body, cut](size_t offset, size_t length, httplib::DataSink& sink) {
        return sink.write(body.data() + offset, cut ? length / 2 : length) && !cut;
      });
}

class HttplibServer : public StandinServer, private httplib::Server {
 public:
  explicit HttplibServer(Answer answer) : answer_(std::move(answer)) {
    set_keep_alive_max_count(kMostRequests);
    set_keep_alive_timeout(kPatienceMs / 1000);
    set_payload_max_length(kLargestBodyBytes);
    new_task_queue = [] { return new httplib::ThreadPool(kMostConnections); };
    // httplib's own choice, SO_REUSEPORT, would let two servers share a port.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    const std::string any = "[^]*";
    const Handler handle = [this](const auto& request, auto& response) {
      respond(request, response);
    };
    Get(any, handle).Put(any, handle).Delete(any, handle).Options(any, handle);
    Post(any, handle).Patch(any, handle);
  }

  /// Why the port cannot be had; 0 where it can.
  int bind(const Config& config) {
    errno = 0;
    if (config.port == 0)
      port_ = bind_to_any_port(config.host);
    else
      port_ = bind_to_port(config.host, config.port) ? config.port : -1;
    if (port_ <= 0) return errno == 0 ? EADDRNOTAVAIL : errno;
    return ::listen(svr_sock_, kWaitingConnections) == 0 ? 0 : errno;
  }

  int port() const override { return port_; }

  void serve(std::stop_token stop) override {
    stop_ = stop;
    std::atomic<bool> has_ended = false;
    std::jthread listener([&] {
      listen_after_bind();
      const std::lock_guard lock(mutex_);
      has_ended = true;
      sleeper_.notify_all();
    });
    {
      std::unique_lock lock(mutex_);
      sleeper_.wait(lock, stop, [&] { return has_ended.load(); });
    }
    // httplib forgets a stop() that comes before it has begun.
    while (!is_running() && !has_ended) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (is_running()) httplib::Server::stop();
  }

 private:
  void respond(const httplib::Request& request, httplib::Response& response) {
    const StandinReply reply = answer_(received(request));
    if (reply.delay.count() > 0) {
      std::unique_lock lock(mutex_);
      sleeper_.wait_for(lock, stop_, reply.delay, [] { return false; });
    }
    if (reply.ending == Ending::NoReply) current_->drop();
    hand_over(reply, response);
  }

  bool process_and_close_socket(socket_t socket) override {
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    Connection connection(socket, stop_);
    current_ = &connection;
    bool is_closed = false;
    bool good = true;
    while (good && !is_closed && !connection.is_dropped() && connection.is_readable())
      good = process_request(connection, stop_.stop_requested(), is_closed, nullptr);
    current_ = nullptr;
    return good;
  }

  static thread_local Connection* current_;  // the one whose request this thread answers

  const Answer answer_;
  int port_ = 0;
  std::stop_token stop_;
  std::mutex mutex_;
  std::condition_variable_any sleeper_;
};

thread_local Connection* HttplibServer::current_ = nullptr;

Result<std::unique_ptr<StandinServer>> open_server(const StandinServer::Config& config,
                                                   StandinServer::Answer answer) {
  auto server = std::make_unique<HttplibServer>(std::move(answer));
  if (const int reason = server->bind(config); reason != 0) {
    const std::string place = config.host + ":" + std::to_string(config.port);
    const std::string why =
        reason == EADDRINUSE ? "another program listens there; choose another port with --port, or "
                               "0 for any that is free"
                             : std::strerror(reason);
    return Error{ErrorKind::Unavailable, "cannot listen on " + place + ": " + why};
  }
  return std::unique_ptr<StandinServer>(std::move(server));
}

}  // namespace
}  // namespace airmark::tools

AIRMARK_PART airmark::tools::StandinServerPart airmark_part{&airmark::tools::open_server};
