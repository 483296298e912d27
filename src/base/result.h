#pragma once

#include "base/error.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace howdah {

/// A value or the Error that stands in its place. Reading the wrong one is a bug and asserts.
template<typename T>
class [[nodiscard]] Result final
{
    static_assert(!std::is_same_v<std::remove_cvref_t<T>, Error>, "Result<Error> says nothing");

public:
    using Value = T;

    Result(const T &value)
        : m_state(std::in_place_index<0>, value)
    {}
    Result(T &&value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(const Error &error)
        : m_state(std::in_place_index<1>, error)
    {}
    Result(Error &&error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    [[nodiscard]] bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T &&operator*() && { return std::move(value()); }
    [[nodiscard]] T *operator->() { return &value(); }
    [[nodiscard]] const T *operator->() const { return &value(); }

    [[nodiscard]] T &value()
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] const T &value() const
    {
        Q_ASSERT(hasValue());
        return *std::get_if<0>(&m_state);
    }
    template<typename U>
    [[nodiscard]] T valueOr(U &&fallback) const
    {
        return hasValue() ? value() : static_cast<T>(std::forward<U>(fallback));
    }
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(!hasValue());
        return *std::get_if<1>(&m_state);
    }

    /// The same result; an error gains a step of context.
    [[nodiscard]] Result within(const QString &step) &&
    {
        return hasValue() ? std::move(*this) : Result(error().within(step));
    }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void> final
{
public:
    using Value = void;

    Result() = default;
    Result(const Error &error)
        : m_error(error)
    {}
    Result(Error &&error)
        : m_error(std::move(error))
    {}

    [[nodiscard]] bool hasValue() const { return !m_error; }
    explicit operator bool() const { return hasValue(); }
    [[nodiscard]] const Error &error() const
    {
        Q_ASSERT(m_error);
        return *m_error;
    }
    [[nodiscard]] Result within(const QString &step) &&
    {
        return hasValue() ? Result() : Result(m_error->within(step));
    }

private:
    std::optional<Error> m_error;
};

} // namespace howdah
