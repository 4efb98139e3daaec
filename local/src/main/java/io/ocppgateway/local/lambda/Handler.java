package io.ocppgateway.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

/// An instance of a handler class: bytes in, bytes out. One event at a time.
interface Handler {

  /// Works on one event.
  ///
  /// @throws IOException as a stream handler may
  byte[] handle(byte[] event, Context context) throws IOException;

  /// Runs what the handler does around a SnapStart snapshot.
  ///
  /// @throws HandlerFault if that fails
  void prime();

  /// Makes an instance.
  ///
  /// @param name as the template has it, `package.Class::handleRequest` or `package.Class`
  /// @param environment given to the constructor that takes a map, if there is one
  /// @throws HandlerFault if the class does not exist, is no handler, or its constructor throws
  static Handler create(String name, ClassLoader classes, Map<String, String> environment) {
    String[] parts = name.split("::", 2);
    if (parts.length == 2 && !parts[1].equals("handleRequest")) {
      throw new HandlerFault(
          "the handler %s names the method %s; only handleRequest of RequestHandler or RequestStreamHandler runs here"
              .formatted(name, parts[1]));
    }
    Object instance = instantiate(parts[0], classes, environment);
    return switch (instance) {
      case RequestStreamHandler handler -> stream(handler);
      case RequestHandler<?, ?> handler -> typed(handler);
      default ->
          throw new HandlerFault(
              "%s implements neither RequestStreamHandler nor RequestHandler".formatted(parts[0]));
    };
  }

  private static Object instantiate(
      String className, ClassLoader classes, Map<String, String> environment) {
    try {
      Class<?> type = Class.forName(className, true, classes);
      for (Constructor<?> constructor : type.getConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Map.class) {
          return constructor.newInstance(environment);
        }
      }
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new HandlerFault(
          "the constructor of %s failed: %s".formatted(className, e.getCause()), e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new HandlerFault("cannot make an instance of %s: %s".formatted(className, e), e);
    }
  }

  private static Handler stream(RequestStreamHandler handler) {
    return new Handler() {
      @Override
      public byte[] handle(byte[] event, Context context) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), output, context);
        return output.toByteArray();
      }

      @Override
      public void prime() {
        SnapStartHooks.run(handler);
      }
    };
  }

  private static <I, O> Handler typed(RequestHandler<I, O> handler) {
    PojoSerializer<I> inputs = serializer(typeArgument(handler, 0));
    PojoSerializer<O> outputs = serializer(typeArgument(handler, 1));
    return new Handler() {
      @Override
      public byte[] handle(byte[] event, Context context) {
        O output = handler.handleRequest(inputs.fromJson(new ByteArrayInputStream(event)), context);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        outputs.toJson(output, bytes);
        return bytes.toByteArray();
      }

      @Override
      public void prime() {
        SnapStartHooks.run(handler);
      }
    };
  }

  @SuppressWarnings("unchecked") // The serializer of a type reads and writes that type.
  private static <T> PojoSerializer<T> serializer(Type type) {
    return (PojoSerializer<T>) JacksonFactory.getInstance().getSerializer(type);
  }

  /// What the class says in `implements RequestHandler<I, O>`; Object where it says nothing.
  private static Type typeArgument(RequestHandler<?, ?> handler, int index) {
    for (Class<?> type = handler.getClass(); type != null; type = type.getSuperclass()) {
      for (Type implemented : type.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType parameterized
            && parameterized.getRawType() == RequestHandler.class) {
          return parameterized.getActualTypeArguments()[index];
        }
      }
    }
    return Object.class;
  }
}
