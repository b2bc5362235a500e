// Owners of libuv handles. A Handle lives from its uv_*_init to its close callback; whoever makes it never deletes it:
//
//     kOpen --Close()--> kClosing --uv close callback--> kClosed: OnClosed(), then the object deletes itself
//
// The Loop keeps every handle in a list, so that teardown can close what is still open.
#pragma once

#include <uv.h>

#include "base/check.h"

namespace phasor::loop {

class Loop;

class Handle {
 public:
  enum class State { kOpen, kClosing, kClosed };

  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  State state() const { return state_; }
  bool is_open() const { return state_ == State::kOpen; }
  bool is_active() const { return is_open() && uv_is_active(uv_) != 0; }
  bool has_ref() const { return is_open() && uv_has_ref(uv_) != 0; }
  void Ref() { if (is_open()) uv_ref(uv_); }
  void Unref() { if (is_open()) uv_unref(uv_); }

  // Starts closing; a second call does nothing. The object is gone after the loop's closing phase.
  void Close();

  uv_handle_t* uv() const { return uv_; }
  Loop& loop() const { return loop_; }

 protected:
  // `uv` is initialised on `loop`; its `data` belongs to this object from now on.
  Handle(Loop& loop, uv_handle_t* uv);
  virtual ~Handle();

  // Closes by another call than uv_close (uv_tcp_close_reset). Negative errno: the handle stays open.
  int CloseBy(int (*close)(uv_handle_t* uv, uv_close_cb closed));

  // Called once, in the closing phase, just before the object is deleted.
  virtual void OnClosed() {}

 private:
  friend class Loop;
  static void OnUvClose(uv_handle_t* uv);

  Loop& loop_;
  uv_handle_t* uv_;
  State state_ = State::kOpen;
  Handle* previous_ = nullptr;  // the loop's list
  Handle* next_ = nullptr;
};

}  // namespace phasor::loop
